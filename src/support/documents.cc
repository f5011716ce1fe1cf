#include "support/documents.h"

#include <fmt/format.h>

#include "access/visibility.h"
#include "support/file_key.h"
#include "support/follow_ups.h"
#include "support/internal/business_keys.h"
#include "support/internal/follow_up_rows.h"

namespace bassin::support {

namespace {

using access::Level;
using access::Reader;
using base::Date;
using base::Error;
using base::Result;
using documents::Standing;

Result<Standing> with_exchange(sql::Session& session, Reader const& reader, Date today, std::string const& id) {
  static std::string const statement =
      fmt::format("select organisation, agent, business, theme, {} as level from exchange where id = :id",
                  access::level_sql(access::RecordKind::exchange, "exchange.organisation", "exchange.commune", "exchange.kept_in"));
  auto values = access::level_values(reader, to_iso(today));
  values.emplace_back("id", id);
  BASSIN_TRY(auto const row, session.row(statement, sql::Session::Values(values)));
  if (!row || row->integer("level") == 0) return Error("support.unknown_exchange", {{"id", id}});
  Standing out;
  out.reads = static_cast<Level>(row->integer("level")) == Level::content;
  bool const own = row->text("organisation") == reader.organisation;
  out.attaches = out.changes_all = own && access::may_change(reader, reader.organisation, row->text("agent"));
  out.sensitive = is_sensitive(parse_theme(row->text("theme")).value_or(Theme::other));
  out.about = row->text("business");
  return out;
}

// Members attach; who was invited reads.
Result<Standing> with_follow_up(sql::Session& session, Reader const& reader, Date today, std::string const& id) {
  BASSIN_TRY(auto const found, internal::follow_ups_where(session, reader, today, "f.id = :id", {{"id", id}}));
  if (found.empty()) return Error("support.unknown_follow_up", {{"id", id}});
  auto const& it = found.front();
  auto const* const member = internal::member_in(it.follow_up, reader.organisation);
  Standing out;
  out.reads = it.level == Level::content;
  out.attaches = out.reads && member != nullptr && member->state == MemberState::member;
  out.sensitive = is_sensitive(it.follow_up.facts.theme);
  out.about = it.follow_up.business;
  return out;
}

}  // namespace

Result<Standing> standing_with(sql::Session& session, Reader const& reader, Date today, documents::Subject const& subject) {
  constexpr auto need = access::Need::see_personal;
  if (!access::allows(reader, need)) return Error("access.denied", {{"need", std::string(access::id_of(need))}});
  Standing out{.reads = true, .attaches = true, .about = subject.id};
  if (subject.of == documents::Of::exchange) {
    BASSIN_TRY(out, with_exchange(session, reader, today, subject.id));
  }
  if (subject.of == documents::Of::follow_up) {
    BASSIN_TRY(out, with_follow_up(session, reader, today, subject.id));
  }
  bool const edits = access::allows(reader, access::Need::edit_businesses);
  out.attaches = out.attaches && edits;
  out.changes_all = out.changes_all && edits;
  return out;
}

Result<std::vector<documents::Seen>> documents_of_business(sql::Session& session, Reader const& reader, Date today,
                                                           std::string const& business) {
  BASSIN_TRY(auto const standing, standing_with(session, reader, today, {documents::Of::business, business}));
  BASSIN_TRY(auto keys, internal::keys_of(session, business));
  if (kind_of_key(business) == KeyKind::establishment) keys.push_back(unit_key_of(business));
  return documents::attached_to_business(session, reader, today, keys, standing);
}

}  // namespace bassin::support
