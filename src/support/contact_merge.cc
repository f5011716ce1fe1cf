#include "support/contact_merge.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "access/reader.h"
#include "base/uuid.h"
#include "sql/session.h"
#include "support/internal/business_keys.h"
#include "support/internal/contact_rows.h"

namespace bassin::support {

namespace {

using access::Json;
using base::Error;
using base::Result;

// Pairs of contacts `a` and `b` of the reader's organisation, none of them merged, that nobody told apart.
std::string pairs(std::string_view same, std::string_view joined, std::string_view business) {
  return fmt::format(
      "select a.id as one, b.id as other, {} as same from contact a {} where {} and {} and a.id < b.id and a.merged_into is null and "
      "b.merged_into is null and not exists (select 1 from contact_distinct d where d.one = a.id and d.other = b.id) and (:business = '' "
      "or "
      "a.id in (select contact from contact_link where {}))",
      same, joined, internal::own_sql("a.organisation", "reader"), internal::own_sql("b.organisation", "reader"), business);
}

std::string duplicates_statement() {
  auto const business = internal::about_business("business");
  auto const as_register = [](std::string_view link) {
    return fmt::format(
        "coalesce((select s.matched_siret from local_business s where {0}.business like 'local:%' and s.id = substr({0}.business, 7)), "
        "{0}.business)",
        link);
  };
  auto const by_channel = pairs("x.kind",
                                "join contact_channel x on x.contact = a.id join contact_channel y on y.normal = x.normal and y.kind = "
                                "x.kind join contact b on b.id = y.contact",
                                business);
  auto const by_name = pairs("'name'",
                             fmt::format("join contact b on b.name_key = a.name_key join contact_link "
                                         "x on x.contact = a.id join contact_link y on y.contact = b.id and {} = {}",
                                         as_register("x"), as_register("y")),
                             business);
  return fmt::format("select one, other, same from ({} union {}) p order by other desc, one desc, same limit :most", by_channel, by_name);
}

struct Merged {
  Contact contact;
  std::map<std::string, std::string> channels;  // of the former ones -> of the merged one
};

Result<void> check(Contact const& one, Contact const& other, MergeChoice const& choice) {
  bool const named = choice.name_of == one.id || choice.name_of == other.id;
  if (one.id == other.id || !named) return Error("support.bad_merge");
  auto const has = [](Contact const& contact, std::string const& id) {
    return std::any_of(contact.channels.begin(), contact.channels.end(), [&](auto const& channel) { return channel.id == id; });
  };
  for (auto const& id : choice.channels) {
    if (!has(one, id) && !has(other, id)) return Error("support.bad_merge");
  }
  return {};
}

void add_links(Contact const& one, Contact const& other, MergeChoice const& choice, Contact& out) {
  out.links = one.links;
  for (auto const& link : other.links) {
    auto const at = std::find_if(out.links.begin(), out.links.end(), [&](auto const& known) { return known.business == link.business; });
    if (at == out.links.end()) {
      out.links.push_back(link);
      continue;
    }
    auto const chosen = choice.functions.find(link.business);
    bool const others = chosen == choice.functions.end() ? at->function.empty() : chosen->second == other.id;
    if (others) at->function = link.function;
  }
}

// The same number twice is one channel of the merged contact, whichever was kept.
void add_channels(Contact const& from, MergeChoice const& choice, Merged& out) {
  for (auto const& channel : from.channels) {
    auto& all = out.contact.channels;
    auto const same =
        std::find_if(all.begin(), all.end(), [&](auto const& one) { return one.kind == channel.kind && one.normal == channel.normal; });
    bool const stays = std::find(choice.channels.begin(), choice.channels.end(), channel.id) != choice.channels.end();
    if (same == all.end() && !stays) continue;
    if (same == all.end()) {
      auto copy = channel;
      copy.id = base::new_uuid();
      all.push_back(std::move(copy));
      out.channels[channel.id] = all.back().id;
    } else {
      out.channels[channel.id] = same->id;
    }
  }
}

Merged merged_of(Act const& act, Contact const& one, Contact const& other, MergeChoice const& choice) {
  Merged out;
  auto& contact = out.contact;
  contact.id = base::new_uuid();
  contact.organisation = act.reader.organisation;
  contact.own = true;
  contact.name = choice.name_of == one.id ? one.name : other.name;
  contact.kept_in = choice.kept_in;
  contact.contacted_on = std::max(one.contacted_on, other.contacted_on);
  contact.version = 1;
  contact.created_at = base::to_iso(act.actor.at);
  contact.created_by = act.reader.agent;
  contact.level = access::Level::content;
  add_links(one, other, choice, contact);
  add_channels(one, choice, out);
  add_channels(other, choice, out);
  return out;
}

// With their marks: a channel that was left behind is still not to be used by anybody.
Result<void> copy_oppositions(sql::Session& session, std::string const& from, Merged const& merged) {
  BASSIN_TRY(
      auto const rows,
      session.rows(fmt::format("select {} from opposition where contact = :id order by id", internal::opposition_columns), {{"id", from}}));
  for (auto const& row : rows) {
    auto const channel = merged.channels.find(row.text("channel"));
    auto const id = base::new_uuid();
    BASSIN_DO(session.run(
        "insert into opposition (id, organisation, contact, medium, channel, purpose, said_on, how, created_at, created_by) select :id, "
        "organisation, :contact, medium, :channel, purpose, said_on, how, created_at, created_by from opposition where id = :former",
        {{"id", id},
         {"contact", merged.contact.id},
         {"channel", channel == merged.channels.end() ? row.text("channel") : channel->second},
         {"former", row.text("id")}}));
    BASSIN_DO(session.run("insert into opposition_mark (opposition, mark) select :id, mark from opposition_mark where opposition = :former",
                          {{"id", id}, {"former", row.text("id")}}));
  }
  return {};
}

// Campaigns go on with the merged contact.
Result<void> move_targets(sql::Session& session, std::string const& former, Merged const& merged) {
  for (auto const& [before, after] : merged.channels)
    BASSIN_DO(session.run("update campaign_target set channel = :after where contact = :former and channel = :before",
                          {{"after", after}, {"before", before}, {"former", former}}));
  return session.run("update campaign_target set contact = :merged where contact = :former",
                     {{"merged", merged.contact.id}, {"former", former}});
}

// Back to who has the number or address; what was addressed to the person, without one, to the first.
Result<void> part_targets(sql::Session& session, std::string const& merged, std::string const& one, std::string const& other) {
  for (auto const& former : {one, other})
    BASSIN_DO(session.run(
        "update campaign_target set contact = :former, channel = (select min(f.id) from contact_channel f join contact_channel c on c.kind "
        "= "
        "f.kind and c.normal = f.normal where f.contact = :former and c.id = campaign_target.channel) where contact = :merged and channel "
        "in (select c.id from contact_channel c join contact_channel f on f.kind = c.kind and f.normal = c.normal where c.contact = "
        ":merged "
        "and f.contact = :former)",
        {{"former", former}, {"merged", merged}}));
  return session.run("update campaign_target set contact = :one, channel = '' where contact = :merged", {{"one", one}, {"merged", merged}});
}

Result<void> write(sql::Session& session, Act const& act, Merged const& merged, Contact const& one, Contact const& other) {
  auto const& contact = merged.contact;
  BASSIN_DO(internal::insert_contact(session, contact));
  for (auto const& link : contact.links) BASSIN_DO(internal::insert_link(session, act, contact.id, link));
  for (auto const& channel : contact.channels) BASSIN_DO(internal::insert_channel(session, contact.id, channel));
  for (auto const* const former : {&one, &other}) {
    BASSIN_DO(copy_oppositions(session, former->id, merged));
    BASSIN_DO(move_targets(session, former->id, merged));
    BASSIN_DO(session.run("update contact set merged_into = :into where id = :id", {{"into", contact.id}, {"id", former->id}}));
  }
  return internal::mark_oppositions(session, contact.id);
}

}  // namespace

Result<std::vector<DuplicatePair>> duplicates_of(sql::Session& session, access::Reader const& reader, std::string const& business) {
  std::vector<DuplicatePair> out;
  bool const sees = reader.standing == access::Reader::Standing::member && access::allows(reader, access::Need::see_personal);
  if (!sees || reader.organisation.empty()) return out;
  static std::string const statement = duplicates_statement();
  // Each pair has three reasons at most.
  BASSIN_TRY(auto const rows,
             session.rows(statement, {{"reader", reader.organisation}, {"business", business}, {"most", 3 * duplicates_most}}));
  for (auto const& row : rows) {
    bool const next = out.empty() || out.back().one != row.text("one") || out.back().other != row.text("other");
    if (next && out.size() == duplicates_most) break;
    if (next) out.push_back({row.text("one"), row.text("other"), {}});
    out.back().same.push_back(row.text("same"));
  }
  return out;
}

Result<void> tell_apart(sql::Session& session, Act const& act, std::string const& one, std::string const& other) {
  BASSIN_TRY(auto const first, internal::read_own(session, act.reader.organisation, std::min(one, other)));
  BASSIN_TRY(auto const second, internal::read_own(session, act.reader.organisation, std::max(one, other)));
  if (first.id == second.id) return Error("support.bad_merge");
  BASSIN_TRY(auto const added,
             session.execute("insert into contact_distinct (one, other, at, agent) values (:one, :other, :at, :agent) on "
                             "conflict do nothing",
                             {{"one", first.id}, {"other", second.id}, {"at", base::to_iso(act.actor.at)}, {"agent", act.reader.agent}}));
  if (added == 0) return {};
  return access::record(session, act, "contact.told_apart", "contact", first.id, "", access::text_of({{"other", second.id}}));
}

Result<Contact> merge_contacts(sql::Session& session, Act const& act, MergeChoice const& choice) {
  BASSIN_TRY(auto const one, internal::own_contact(session, act, choice.one, choice.one_version));
  BASSIN_TRY(auto const other, internal::own_contact(session, act, choice.other, choice.other_version));
  BASSIN_DO(check(one, other, choice));
  auto merged = merged_of(act, one, other, choice);
  BASSIN_DO(write(session, act, merged, one, other));
  BASSIN_DO(internal::note(session, act, "contact.merged", merged.contact.id, {{"one", one.id}, {"other", other.id}},
                           internal::json_of(merged.contact)));
  return std::move(merged.contact);
}

Result<void> part_contacts(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto const merged, internal::own_contact(session, act, id, version));
  BASSIN_TRY(auto const kept, session.rows("select id from contact where merged_into = :id and name <> '' order by id", {{"id", id}}));
  if (merged.version != 1 || kept.size() != 2) return Error("support.merge_settled");
  BASSIN_DO(
      session.run("update contact set merged_into = null, version = version + 1 where merged_into = :id and name <> ''", {{"id", id}}));
  BASSIN_DO(part_targets(session, id, kept[0].text("id"), kept[1].text("id")));
  BASSIN_DO(internal::erase_parts(session, id));
  BASSIN_DO(session.run("delete from contact where id = :id", {{"id", id}}));
  return internal::note(session, act, "contact.parted", id, internal::json_of(merged),
                        {{"one", kept[0].text("id")}, {"other", kept[1].text("id")}});
}

}  // namespace bassin::support
