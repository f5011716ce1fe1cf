#include "support/contact_rights.h"

#include <fmt/format.h>

#include <algorithm>

#include "sql/session.h"
#include "support/contact_reading.h"
#include "support/internal/contact_rows.h"

namespace bassin::support {

namespace {

using access::Json;
using base::Error;
using base::Result;

base::Date day_of(Act const& act) { return base::parse_date(internal::today_of(act)).value_or(base::Date{}); }

Result<std::vector<std::string>> ids(sql::Session& session, std::string_view statement, sql::Session::Values values) {
  BASSIN_TRY(auto const rows, session.rows(statement, values));
  std::vector<std::string> out;
  for (auto const& row : rows) out.push_back(row.text("id"));
  return out;
}

// Marks of the channels by which the person is known.
Result<std::vector<std::string>> marks_of(sql::Session& session, Act const& act, PersonQuery const& query) {
  if (!query.contact.empty()) {
    BASSIN_TRY(auto const contact, find_contact(session, act.reader, day_of(act), query.contact));
    std::vector<std::string> out;
    for (auto const& channel : contact.channels) out.push_back(mark_of(channel.kind, channel.normal));
    return out;
  }
  if (query.phone.empty() && query.email.empty()) return std::vector<std::string>();
  auto const kind = query.phone.empty() ? ChannelKind::email : ChannelKind::phone;
  BASSIN_TRY(auto const reach, reach_of(kind, query.phone.empty() ? query.email : query.phone));
  return std::vector<std::string>{mark_of(kind, reach.normal)};
}

Result<std::vector<Contact>> contacts_with(sql::Session& session, Act const& act, PersonQuery const& query,
                                           std::vector<std::string> const& marks) {
  std::vector<std::string> found;
  if (!marks.empty()) {
    auto const wanted = internal::listed(marks);
    auto const statement = fmt::format("select distinct contact as id from contact_channel where mark in {} order by id", wanted.places);
    BASSIN_TRY(found, ids(session, statement, wanted.values));
  }
  std::string asked;
  if (!query.contact.empty()) {
    BASSIN_TRY(auto const contact, find_contact(session, act.reader, day_of(act), query.contact));
    asked = contact.id;
    if (std::find(found.begin(), found.end(), asked) == found.end()) found.push_back(asked);
  }
  if (found.size() > internal::listed_most) found.resize(internal::listed_most);
  BASSIN_TRY(auto out, read_contacts(session, act.reader, day_of(act), found));
  // By a number alone, what is opened of a contact must hold the number: else one could ask whose it is.
  auto const told = [&](Contact const& contact) {
    return contact.level == access::Level::content &&
           std::any_of(contact.channels.begin(), contact.channels.end(), [&](auto const& channel) {
             return std::find(marks.begin(), marks.end(), mark_of(channel.kind, channel.normal)) != marks.end();
           });
  };
  std::erase_if(out, [&](auto const& contact) { return contact.id != asked && !told(contact); });
  return out;
}

Result<std::vector<Contact>> contacts_called(sql::Session& session, Act const& act, std::string const& name) {
  auto const statement = fmt::format("select id from contact where name_key = :key and {} and merged_into is null order by id limit {}",
                                     internal::own_sql("organisation", "reader"), internal::listed_most);
  std::vector<sql::Named> const values{{"key", internal::keys_of_name(name).key}, {"reader", act.reader.organisation}};
  BASSIN_TRY(auto const found, ids(session, statement, values));
  return read_contacts(session, act.reader, day_of(act), found);
}

Result<std::vector<Opposition>> marks_alone(sql::Session& session, Act const& act, std::vector<std::string> const& marks) {
  if (marks.empty()) return std::vector<Opposition>();
  auto const wanted = internal::listed(marks);
  auto values = wanted.values;
  values.emplace_back("reader", act.reader.organisation);
  BASSIN_TRY(auto const rows,
             session.rows(fmt::format("select {} from opposition where contact is null and {} and id in (select opposition from "
                                      "opposition_mark where mark in {}) order by id",
                                      internal::opposition_columns, internal::own_sql("organisation", "reader"), wanted.places),
                          sql::Session::Values(values)));
  std::vector<Opposition> out;
  for (auto const& row : rows) out.push_back(internal::opposition_of(row));
  return out;
}

Result<std::vector<access::AuditRow>> trail_of(sql::Session& session, std::vector<Contact> const& contacts) {
  std::vector<access::AuditRow> out;
  for (auto const& contact : contacts) {
    if (!contact.own) continue;
    BASSIN_TRY(auto const chain, internal::merged_chain(session, contact.id));
    for (auto const& id : chain) {
      access::AuditQuery query;
      query.kind = "contact";
      query.record = id;
      query.limit = 1'000;
      BASSIN_TRY(auto const rows, access::audit_trail(session, query));
      out.insert(out.end(), rows.begin(), rows.end());
    }
  }
  std::sort(out.begin(), out.end(), [](auto const& one, auto const& other) { return one.id < other.id; });
  return out;
}

Result<std::vector<NamedTarget>> campaigns_of(sql::Session& session, Act const& act, std::vector<Contact> const& contacts) {
  std::vector<std::string> ids;
  for (auto const& contact : contacts) {
    BASSIN_TRY(auto const chain, internal::merged_chain(session, contact.id));
    for (auto const& id : chain)
      if (ids.size() < internal::listed_most - 1) ids.push_back(id);
  }
  return targets_naming(session, act.reader, ids);
}

// What a merge keeps is held of the person as well.
Result<void> add_kept(sql::Session& session, std::vector<Contact>& contacts) {
  auto const shown = contacts.size();
  for (std::size_t i = 0; i < shown; ++i) {
    if (!contacts[i].may_unmerge) continue;
    BASSIN_TRY(auto const rows, session.rows(fmt::format("select {} from contact where merged_into = :id and name <> '' order by id",
                                                         internal::contact_columns),
                                             {{"id", contacts[i].id}}));
    for (auto const& row : rows) {
      auto kept = internal::contact_of(row);
      BASSIN_TRY(kept.channels, internal::channels_of(session, kept.id));
      BASSIN_TRY(kept.links, internal::links_of(session, kept.id));
      kept.level = access::Level::content;
      kept.own = true;
      contacts.push_back(std::move(kept));
    }
  }
  return {};
}

}  // namespace

Result<PersonFile> person_file(sql::Session& session, Act const& act, PersonQuery const& query) {
  PersonFile out;
  BASSIN_TRY(auto const marks, marks_of(session, act, query));
  bool const by_name = query.contact.empty() && query.phone.empty() && query.email.empty();
  BASSIN_TRY(out.contacts, by_name ? contacts_called(session, act, query.name) : contacts_with(session, act, query, marks));
  BASSIN_TRY(out.marks, marks_alone(session, act, marks));
  BASSIN_TRY(out.campaigns, campaigns_of(session, act, out.contacts));
  BASSIN_TRY(out.trail, trail_of(session, out.contacts));
  BASSIN_DO(add_kept(session, out.contacts));
  if (out.contacts.empty()) {
    BASSIN_DO(access::record(session, act, "contact.told", "person", marks.empty() ? "by_name" : marks.front(), "", ""));
  }
  for (auto const& contact : out.contacts) BASSIN_DO(access::record(session, act, "contact.told", "contact", contact.id, "", ""));
  return out;
}

Result<std::vector<std::string>> unread_of(sql::Session& session, Act const& act, std::vector<Contact> const& contacts) {
  std::vector<std::string> opened;
  for (auto const& contact : contacts) {
    bool const others = !contact.own && contact.level == access::Level::content;
    if (others && opened.size() < internal::listed_most) opened.push_back(contact.id);
  }
  if (opened.empty()) return opened;
  auto wanted = internal::listed(opened);
  wanted.values.insert(wanted.values.end(), {{"agent", act.reader.agent}, {"day", internal::today_of(act)}});
  BASSIN_TRY(auto const read,
             ids(session,
                 fmt::format("select contact as id from contact_read where agent = :agent and day = :day and contact in {}", wanted.places),
                 wanted.values));
  std::erase_if(opened, [&](auto const& id) { return std::find(read.begin(), read.end(), id) != read.end(); });
  return opened;
}

Result<void> note_reads(sql::Session& session, Act const& act, std::vector<std::string> const& contacts) {
  for (auto const& id : contacts) {
    BASSIN_TRY(auto const fresh,
               session.execute("insert into contact_read (agent, contact, day) select :agent, id, :day from contact where "
                               "id = :contact on conflict do nothing",
                               {{"agent", act.reader.agent}, {"day", internal::today_of(act)}, {"contact", id}}));
    if (fresh == 1) BASSIN_DO(access::record(session, act, "contact.read", "contact", id, "", ""));
  }
  return {};
}

}  // namespace bassin::support
