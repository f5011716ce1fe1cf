#include "support/contact_reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "access/reader.h"
#include "base/fold.h"
#include "sql/session.h"
#include "support/internal/business_keys.h"
#include "support/internal/contact_rows.h"

namespace bassin::support {

namespace {

using access::Level;
using access::RecordKind;
using base::Error;
using base::Result;

bool sees_persons(access::Reader const& reader) {
  return reader.standing == access::Reader::Standing::member && access::allows(reader, access::Need::see_personal);
}

// Of one link, for the reader: over contact `c` and its link `l`.
std::string link_level() { return access::level_sql(RecordKind::contact, "c.organisation", "l.commune", "c.kept_in"); }

std::string own_case(std::string_view column) {
  return fmt::format("case when {} then 1 else 0 end", internal::own_sql(column, "sharing_reader"));
}

// A local business that was matched is its SIRET.
constexpr std::string_view link_business =
    "coalesce((select b.matched_siret from local_business b where l.business like 'local:%' and b.id = substr(l.business, 7)), l.business)";

// Contacts in the order of their ids.
class Reading {
 public:
  Reading(sql::Session& session, access::Reader const& reader, base::Date day, std::vector<std::string> const& ids)
      : session_(session), reader_(reader), day_(to_iso(day)), ids_(internal::listed(ids)) {
    for (std::size_t i = 0; i < ids.size(); ++i) order_[ids[i]] = i;
  }

  Result<std::vector<Contact>> read() {
    BASSIN_DO(read_contacts());
    BASSIN_DO(read_links());
    BASSIN_DO(read_channels());
    BASSIN_DO(read_oppositions());
    BASSIN_DO(read_refusals());
    std::vector<Contact> out(order_.size());
    for (auto const& [id, at] : order_) {
      if (auto const found = contacts_.find(id); found != contacts_.end()) out[at] = std::move(found->second);
    }
    std::erase_if(out, [](auto const& one) { return one.level < Level::header; });
    for (auto& one : out) conclude(one);
    return out;
  }

 private:
  Result<std::vector<sql::Row>> rows(std::string const& statement) {
    auto values = ids_.values;
    auto const level = access::level_values(reader_, day_);
    if (statement.find(":sharing_reader") != std::string::npos) values.insert(values.end(), level.begin(), level.begin() + 1);
    if (statement.find(":sharing_day") != std::string::npos) values.insert(values.end(), level.begin() + 1, level.end());
    return session_.rows(statement, sql::Session::Values(values));
  }

  Result<void> read_contacts() {
    BASSIN_TRY(
        auto const found,
        rows(fmt::format("select {}, {} as own, (select count(*) from contact k where k.merged_into = contact.id and k.name <> '') as "
                         "kept from contact where id in {} and merged_into is null",
                         internal::contact_columns, own_case("organisation"), ids_.places)));
    for (auto const& row : found) {
      auto contact = internal::contact_of(row);
      contact.own = row.flag("own");
      if (contact.own) {
        contact.level = Level::content;
        contact.may_unmerge = contact.version == 1 && row.integer("kept") > 0;
      }
      contacts_[contact.id] = std::move(contact);
    }
    return {};
  }

  Result<void> read_links() {
    BASSIN_TRY(auto const found,
               rows(fmt::format("select l.contact, {} as business, l.commune, l.business_function, {} as level from contact_link l join "
                                "contact c on c.id = l.contact where l.contact in {} order by l.created_at, l.business",
                                link_business, link_level(), ids_.places)));
    for (auto const& row : found) {
      auto const at = contacts_.find(row.text("contact"));
      if (at == contacts_.end()) continue;
      auto const level = static_cast<Level>(row.integer("level"));
      at->second.level = std::max(at->second.level, level);
      if (level >= Level::header) at->second.links.push_back({row.text("business"), row.text("commune"), row.text("business_function")});
    }
    return {};
  }

  // Past their last day they are their organisation's alone, to be prolonged or erased.
  Result<void> read_channels() {
    BASSIN_TRY(auto const found, rows(fmt::format("select {} from contact_channel where contact in {} order by kind desc, id",
                                                  internal::channel_columns, ids_.places)));
    for (auto const& row : found) {
      auto const at = contacts_.find(row.text("contact"));
      if (at == contacts_.end()) continue;
      bool const opened = at->second.own || (at->second.level == Level::content && row.text("until_on") >= day_);
      if (opened) at->second.channels.push_back(internal::channel_of(row));
    }
    return {};
  }

  Result<void> read_oppositions() {
    BASSIN_TRY(auto const found, rows(fmt::format("select {} from opposition where contact in {} order by said_on desc, id desc",
                                                  internal::opposition_columns, ids_.places)));
    for (auto const& row : found) {
      auto const at = contacts_.find(row.text("contact"));
      if (at == contacts_.end()) continue;
      auto opposition = internal::opposition_of(row);
      bool const to_all = !opposition.medium && opposition.channel.empty() && !opposition.purpose;
      at->second.do_not_contact = at->second.do_not_contact || to_all;
      if (at->second.level == Level::content) at->second.oppositions.push_back(std::move(opposition));
    }
    return {};
  }

  // Whoever they were told to. Records that a merge keeps hold what their successor holds.
  Result<void> read_refusals() {
    auto const level = access::level_sql(RecordKind::contact, "oc.organisation", "ol.commune", "oc.kept_in");
    BASSIN_TRY(
        auto const found,
        rows(fmt::format(
            "select ch.contact, ch.id as channel, o.id, o.purpose, o.said_on, o.organisation, {} as mine, coalesce((select max({}) from "
            "contact_link ol where ol.contact = o.contact), 0) as level from contact_channel ch join opposition_mark m on "
            "m.mark = ch.mark join opposition o on o.id = m.opposition left join contact oc on oc.id = o.contact where "
            "ch.contact in {} and (oc.id is null or oc.merged_into is null) order by o.said_on desc, o.id desc",
            own_case("o.organisation"), level, ids_.places)));
    for (auto const& row : found) {
      auto const at = contacts_.find(row.text("contact"));
      if (at == contacts_.end()) continue;
      auto const id = row.text("channel");
      auto const channel = std::find_if(at->second.channels.begin(), at->second.channels.end(), [&](auto const& c) { return c.id == id; });
      if (channel != at->second.channels.end()) channel->refusals.push_back(refusal_of(row));
    }
    return {};
  }
  [[nodiscard]] static Refusal refusal_of(sql::Row const& row) {
    auto const organisation = row.text("organisation");
    bool const mine = row.flag("mine");
    bool const told = mine || row.integer("level") >= static_cast<int>(Level::presence);
    return {parse_purpose(row.text("purpose")), row.text("said_on"), told ? organisation : "", mine ? row.text("id") : ""};
  }

  // No way is left to reach the person.
  static void conclude(Contact& contact) {
    auto const closed = [](ContactChannel const& channel) {
      return std::any_of(channel.refusals.begin(), channel.refusals.end(), [](auto const& one) { return !one.purpose; });
    };
    bool const all = !contact.channels.empty() && std::all_of(contact.channels.begin(), contact.channels.end(), closed);
    contact.do_not_contact = contact.do_not_contact || all;
  }

  sql::Session& session_;
  access::Reader const& reader_;
  std::string day_;
  internal::Listed ids_;
  std::map<std::string, std::size_t> order_;
  std::map<std::string, Contact> contacts_;
};

// Parts of addresses and numbers, as they are kept.
struct Wanted {
  std::vector<std::string> words;  // patterns, each to begin a word of the name
  std::string phone, email;        // patterns; ""
};
constexpr std::size_t words_most = 5;

Wanted wanted_of(std::string_view text) {
  Wanted out;
  auto const folded = base::fold(text);
  for (auto const word : base::words(folded)) {
    bool const of_a_name = text.find('@') == std::string_view::npos && out.words.size() < words_most;
    if (of_a_name) out.words.push_back(sql::containing(" " + std::string(word)));
  }
  std::string digits;
  bool number = true;
  for (char const c : text) {
    bool const digit = c >= '0' && c <= '9';
    if (digit) digits += c;
    number = number && (digit || std::string_view(" .-/()+").find(c) != std::string_view::npos);
  }
  while (number && digits.starts_with("0")) digits.erase(0, 1);  // 01 64… is +33 1 64…
  if (number && digits.size() >= 3) out.phone = sql::containing(digits);
  std::string small;
  for (char const c : text) small += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  if (small.size() >= 3 && small.find(' ') == std::string::npos) out.email = sql::containing(small);
  return out;
}

// Walks the index of names, which holds all that most contacts are passed over by, and stops at the end of the page; hence `coalesce`,
// which keeps the planner from the index of merged ones.
std::string search_statement() {
  auto const own = internal::own_sql("c.organisation", "sharing_reader");
  auto const opened = [&](std::string_view least) {
    return fmt::format("({} or (c.kept_in = 0 and exists (select 1 from contact_link l where l.contact = c.id and {} >= {})))", own,
                       link_level(), least);
  };
  auto const with = [](std::string_view kind, std::string_view more) {
    return fmt::format(
        "c.id in (select h.contact from contact_channel h where :{0} <> '' and h.kind = '{0}' and h.normal like :{0} escape "
        "'\\'{1})",
        kind, more);
  };
  auto const reached = [&](std::string_view kind) {
    return fmt::format("({} and {} or {} and {})", with(kind, ""), own, with(kind, " and h.until_on >= :sharing_day"), opened("3"));
  };
  std::string named = "(:w0 <> ''";
  for (std::size_t i = 0; i < words_most; ++i) named += fmt::format(" and (:w{0} = '' or c.folded like :w{0} escape '\\')", i);
  return fmt::format(
      "select c.id from contact c where coalesce(c.merged_into, '') = '' and (:everything = 1 or {}) or {} or {}) and {} and (:after = '' "
      "or "
      "c.folded > (select a.folded from contact a where a.id = :after) or (c.folded = (select a.folded from contact a where a.id = :after) "
      "and c.id > :after)) order by c.folded, c.id limit :most",
      named, reached("phone"), reached("email"), opened("2"));
}

}  // namespace

Result<std::vector<Contact>> read_contacts(sql::Session& session, access::Reader const& reader, base::Date day,
                                           std::vector<std::string> const& ids) {
  if (ids.empty() || !sees_persons(reader)) return std::vector<Contact>();
  return Reading(session, reader, day, ids).read();
}

Result<ContactsOfBusiness> contacts_of(sql::Session& session, access::Reader const& reader, base::Date day, std::string const& business) {
  ContactsOfBusiness out;
  if (!sees_persons(reader)) return out;
  auto const statement = fmt::format(
      "select c.id, c.organisation, {} as level from contact c join contact_link l on l.contact = c.id where {} and c.merged_into is null "
      "order by c.contacted_on desc, c.id desc",
      link_level(), internal::about_file("l.business", "contact_link", business));
  auto values = access::level_values(reader, to_iso(day));
  values.emplace_back("business", business);
  BASSIN_TRY(auto const rows, session.rows(statement, sql::Session::Values(values)));
  std::vector<std::string> ids;
  std::set<std::string> known;
  for (auto const& row : rows) {
    auto const level = static_cast<Level>(row.integer("level"));
    bool const twice = std::find(ids.begin(), ids.end(), row.text("id")) != ids.end();
    if (level >= Level::header && ids.size() < contacts_most && !twice) ids.push_back(row.text("id"));
    if (level == Level::presence) known.insert(row.text("organisation"));
  }
  BASSIN_TRY(out.contacts, read_contacts(session, reader, day, ids));
  std::stable_sort(out.contacts.begin(), out.contacts.end(), [&](auto const& one, auto const& other) {
    return one.own != other.own ? one.own : internal::keys_of_name(one.name).folded < internal::keys_of_name(other.name).folded;
  });
  out.known.assign(known.begin(), known.end());
  return out;
}

Result<Contact> find_contact(sql::Session& session, access::Reader const& reader, base::Date day, std::string const& id) {
  // An id of before a merge leads to what it was merged into.
  BASSIN_TRY(auto const row, session.row("with recursive chain (id, next) as (select id, merged_into from contact where id = :id union "
                                         "select c.id, c.merged_into from contact c join chain on c.id = chain.next) select id from chain "
                                         "where next is null",
                                         {{"id", id}}));
  BASSIN_TRY(auto found, read_contacts(session, reader, day, {row ? row->text("id") : id}));
  if (found.empty()) return Error("support.unknown_contact", {{"id", id}});
  return std::move(found[0]);
}

Result<std::vector<Contact>> search_contacts(sql::Session& session, access::Reader const& reader, base::Date day,
                                             ContactQuery const& query) {
  if (!sees_persons(reader)) return std::vector<Contact>();
  static std::string const statement = search_statement();
  auto const wanted = wanted_of(query.text);
  auto values = access::level_values(reader, to_iso(day));
  constexpr std::string_view places[words_most] = {"w0", "w1", "w2", "w3", "w4"};
  for (std::size_t i = 0; i < words_most; ++i) values.emplace_back(places[i], i < wanted.words.size() ? wanted.words[i] : "");
  values.insert(values.end(), {{"phone", wanted.phone},
                               {"email", wanted.email},
                               {"everything", query.text.empty() ? 1 : 0},
                               {"after", query.after},
                               {"most", std::min(query.limit, internal::listed_most)}});
  BASSIN_TRY(auto const rows, session.rows(statement, sql::Session::Values(values)));
  std::vector<std::string> ids;
  for (auto const& row : rows) ids.push_back(row.text("id"));
  return read_contacts(session, reader, day, ids);
}

}  // namespace bassin::support
