#include "support/internal/import_known.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "support/internal/contact_rows.h"
#include "support/internal/membership_row.h"

namespace bassin::support::internal {

using base::Result;

namespace {

// The statement for each piece of the ids: "{}" stands for their places.
template <class Fn>
Result<void> each_piece(sql::Session& session, std::vector<std::string> const& ids, std::string_view statement,
                        std::vector<sql::Named> const& beside, Fn&& fn) {
  for (std::size_t at = 0; at < ids.size(); at += listed_most) {
    auto in = listed(std::span(ids).subspan(at, std::min(listed_most, ids.size() - at)));
    in.values.insert(in.values.end(), beside.begin(), beside.end());
    BASSIN_TRY(auto const rows,
               session.rows(fmt::format(fmt::runtime(statement), fmt::arg("ids", in.places)), sql::Session::Values(in.values)));
    for (auto const& row : rows) fn(row);
  }
  return {};
}

using Ids = std::vector<std::string>;

void oppose(KnownContact& contact, std::string const& medium) {
  contact.opposed_phone = contact.opposed_phone || medium.empty() || medium == "phone";
  contact.opposed_email = contact.opposed_email || medium.empty() || medium == "email";
}

Result<Ids> with_matched(sql::Session& session, Ids const& businesses, ImportKnowledge& out) {
  auto all = businesses;
  BASSIN_DO(each_piece(session, businesses,
                       "select 'local:' || id as business, matched_siret from local_business where matched_siret in {ids}", {},
                       [&](sql::Row const& row) {
                         out.siret_of[row.text("business")] = row.text("matched_siret");
                         all.push_back(row.text("business"));
                       }));
  return all;
}

Result<void> read_contacts(sql::Session& session, Ids const& businesses, Ids const& marks, std::vector<sql::Named> const& reader,
                           ImportKnowledge& out) {
  // "cross join": SQLite then begins with the ids, and does not walk all contacts of the organisation.
  auto const own = own_sql("c.organisation", "reader");
  auto const of_business = fmt::format(
      "select c.id, c.name_key, c.version, l.business from contact_link l cross join contact c where c.id = l.contact and l.business in "
      "{{ids}} and "
      "c.merged_into is null and {} order by c.id",
      own);
  BASSIN_DO(each_piece(session, businesses, of_business, reader, [&](sql::Row const& row) {
    out.link(out.contact(row.text("id"), row.text("name_key"), row.integer("version")), row.text("business"));
  }));
  auto const of_mark = fmt::format(
      "select c.id, c.name_key, c.version, h.mark from contact_channel h cross join contact c where c.id = h.contact and h.mark in {{ids}} "
      "and "
      "c.merged_into is null and {} order by c.id",
      own);
  return each_piece(session, marks, of_mark, reader, [&](sql::Row const& row) {
    out.mark(out.contact(row.text("id"), row.text("name_key"), row.integer("version")), row.text("mark"));
  });
}

// All numbers of the contacts that were found, and where they are.
Result<void> complete_contacts(sql::Session& session, ImportKnowledge& out) {
  Ids ids;
  for (auto const& contact : out.contacts) ids.push_back(contact.id);
  BASSIN_DO(each_piece(session, ids, "select contact, mark from contact_channel where contact in {ids}", {},
                       [&](sql::Row const& row) { out.mark(*out.by_id.at(row.text("contact")), row.text("mark")); }));
  BASSIN_DO(each_piece(session, ids, "select contact, business from contact_link where contact in {ids}", {},
                       [&](sql::Row const& row) { out.by_id.at(row.text("contact"))->businesses.insert(row.text("business")); }));
  return each_piece(session, ids, "select contact, medium from opposition where contact in {ids} and purpose = '' and channel = ''", {},
                    [&](sql::Row const& row) { oppose(*out.by_id.at(row.text("contact")), row.text("medium")); });
}

}  // namespace

std::string const& ImportKnowledge::canonical(std::string const& business) const {
  auto const found = siret_of.find(business);
  return found == siret_of.end() ? business : found->second;
}

KnownContact& ImportKnowledge::contact(std::string const& id, std::string const& name_key, std::int64_t version) {
  auto& known = by_id[id];
  if (known == nullptr) {
    contacts.push_back({id, name_key, version, {}, {}, false, false});
    known = &contacts.back();
  }
  return *known;
}

void ImportKnowledge::link(KnownContact& contact, std::string const& business) {
  contact.businesses.insert(business);
  auto& there = by_business[canonical(business)];
  if (std::find(there.begin(), there.end(), &contact) == there.end()) there.push_back(&contact);
}

void ImportKnowledge::mark(KnownContact& contact, std::string const& mark) {
  if (contact.marks.insert(mark).second) by_mark[mark].push_back(&contact);
}

Result<ImportKnowledge> read_knowledge(sql::Session& session, SheetImport const& import, Ids const& businesses, Ids const& marks) {
  ImportKnowledge out;
  std::vector<sql::Named> const reader{{"reader", import.organisation}};
  BASSIN_TRY(auto const all, with_matched(session, businesses, out));
  BASSIN_DO(read_contacts(session, all, marks, reader, out));
  BASSIN_DO(complete_contacts(session, out));
  BASSIN_DO(each_piece(session, marks,
                       "select m.mark, o.purpose from opposition_mark m join opposition o on o.id = m.opposition where m.mark in {ids}", {},
                       [&](sql::Row const& row) {
                         auto& it = out.oppositions[row.text("mark")];
                         auto const purpose = parse_purpose(row.text("purpose"));
                         if (purpose) it.purposes.insert(*purpose);
                         if (!purpose) it.all = true;
                       }));
  if (import.kind != ImportKind::members) return out;
  auto const stated = fmt::format(
      "select {} from stated_membership where business in {{ids}} and organisation = :reader and chamber = :chamber", membership_columns);
  BASSIN_DO(each_piece(session, all, stated, {{"reader", import.organisation}, {"chamber", import.chamber}}, [&](sql::Row const& row) {
    auto it = membership_of(row);
    auto const business = out.canonical(it.business);
    out.memberships[business] = std::move(it);
  }));
  return out;
}

}  // namespace bassin::support::internal
