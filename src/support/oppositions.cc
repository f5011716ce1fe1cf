#include "support/oppositions.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/plain_text.h"
#include "base/uuid.h"
#include "sql/session.h"
#include "support/internal/contact_rows.h"

namespace bassin::support {

using access::Json;
using base::Error;
using base::Result;

namespace {

Result<void> insert_opposition(sql::Session& session, Act const& act, std::string const& contact, Opposition const& it) {
  return session.run(
      "insert into opposition (id, organisation, contact, medium, channel, purpose, said_on, how, created_at, created_by) values (:id, "
      ":organisation, :contact, :medium, :channel, :purpose, :said_on, :how, :at, :agent)",
      {{"id", it.id},
       {"organisation", act.reader.organisation},
       {"contact", sql::or_null(contact)},
       {"medium", it.medium ? id_of(*it.medium) : ""},
       {"channel", it.channel},
       {"purpose", it.purpose ? id_of(*it.purpose) : ""},
       {"said_on", it.on},
       {"how", it.how},
       {"at", it.at},
       {"agent", it.by}});
}

}  // namespace

Result<std::string> oppose_unnamed(sql::Session& session, Act const& act, std::vector<std::string> const& marks,
                                   NewOpposition const& said) {
  auto const today = internal::today_of(act);
  Opposition out{base::new_uuid(), said.medium, "", said.purpose, "", "", base::to_iso(act.actor.at), act.reader.agent};
  BASSIN_TRY(out.on, internal::day_in("on", said.on, today, today));
  BASSIN_DO(insert_opposition(session, act, "", out));
  for (auto const& mark : marks) {
    BASSIN_DO(session.run("insert into opposition_mark (opposition, mark) values (:opposition, :mark) on conflict do nothing",
                          {{"opposition", out.id}, {"mark", mark}}));
  }
  BASSIN_DO(access::record(session, act, "contact.opposed", "opposition", out.id, "", ""));
  return out.id;
}

Result<std::int64_t> oppose(sql::Session& session, Act const& act, std::string const& contact, std::int64_t version,
                            NewOpposition const& said) {
  BASSIN_TRY(auto const before, internal::own_contact(session, act, contact, version));
  bool const has = std::any_of(before.channels.begin(), before.channels.end(), [&](auto const& one) { return one.id == said.channel; });
  if (!said.channel.empty() && !has) return Error("support.unknown_channel", {{"id", said.channel}});
  auto const today = internal::today_of(act);
  Opposition out{base::new_uuid(), said.medium, said.channel, said.purpose, "", "", base::to_iso(act.actor.at), act.reader.agent};
  BASSIN_TRY(out.on, internal::day_in("on", said.on, today, today));
  BASSIN_TRY(out.how, base::clean("how", said.how, base::line_most));
  BASSIN_DO(insert_opposition(session, act, contact, out));
  BASSIN_DO(internal::mark_oppositions(session, contact));
  BASSIN_DO(internal::note(session, act, "contact.opposed", contact, Json(), internal::json_of(out)));
  return internal::next_version(session, before);
}

Result<void> withdraw_opposition(sql::Session& session, Act const& act, std::string const& id) {
  BASSIN_TRY(auto const row, session.row(fmt::format("select {} from opposition where id = :id and {}", internal::opposition_columns,
                                                     internal::own_sql("organisation", "reader")),
                                         {{"id", id}, {"reader", act.reader.organisation}}));
  if (!row || !access::allows(act.reader, access::Need::see_personal)) return Error("support.unknown_opposition", {{"id", id}});
  auto const contact = row->optional_text("contact").value_or("");
  BASSIN_DO(session.run("delete from opposition_mark where opposition = :id", {{"id", id}}));
  BASSIN_DO(session.run("delete from opposition where id = :id", {{"id", id}}));
  if (contact.empty()) return access::record(session, act, "contact.opposition_withdrawn", "opposition", id, "", "");
  BASSIN_TRY(auto const before, internal::read_own(session, act.reader.organisation, contact));
  BASSIN_DO(
      internal::note(session, act, "contact.opposition_withdrawn", contact, internal::json_of(internal::opposition_of(*row)), Json()));
  BASSIN_TRY([[maybe_unused]] auto const next, internal::next_version(session, before));
  return {};
}

}  // namespace bassin::support
