#include "support/aged.h"

#include <fmt/format.h>

#include <array>
#include <map>
#include <set>
#include <type_traits>
#include <variant>

#include "access/audit.h"
#include "base/id_table.h"
#include "base/uuid.h"
#include "convention/ledger.h"
#include "documents/documents.h"
#include "sql/listed.h"
#include "sql/session.h"
#include "support/campaign_figures.h"
#include "support/changes.h"
#include "support/file_key.h"
#include "support/internal/business_keys.h"
#include "support/internal/contact_rows.h"

namespace bassin::support {

namespace {

using access::Json;
using base::Result;

constexpr std::array<std::string_view, aged_count> kind_ids = {"exchange", "need",    "follow_up", "reminder", "contact",   "channel",
                                                               "import",   "project", "campaign",  "document", "membership"};

// Rows of `table` belong to a record by `column`.
struct Part {
  std::string_view table, column;
  bool told = true;              // in aged_content()
  std::string_view within = "";  // by which they stand in order there, where they may be changed meanwhile
};
struct Shape {
  Part head;
  std::vector<Part> parts;  // in an order in which they can be deleted
  std::string_view trail;   // kind of the record in the audit trail; "": by its subject
};

Shape const& shape_of(Aged kind) {
  static std::array<Shape, aged_count> const shapes = {{
      {{"exchange", "id"}, {{"document", "subject"}}, "exchange"},
      {{"need", "id"}, {{"need_step", "need"}, {"need_party", "need"}}, "need"},
      {{"follow_up", "id"},
       {{"follow_up_step", "follow_up"}, {"follow_up_agent", "follow_up"}, {"follow_up_member", "follow_up"}, {"document", "subject"}},
       "follow_up"},
      {{"reminder", "id"}, {}, "reminder"},
      {{"contact", "id"}, {{"contact_link", "contact"}, {"contact_channel", "contact"}, {"opposition", "contact"}}, ""},
      {{"contact_channel", "id"}, {}, ""},
      {{"sheet_import", "id"},
       {{"sheet_import_made", "import", false}, {"sheet_import_word", "import", false}, {"sheet_import_row", "import", false}},
       "import"},
      {{"project", "id"}, {}, "project"},
      {{"campaign", "id"}, {{"campaign_target", "campaign", true, ", number"}}, "campaign"},
      {{"document", "id"}, {}, "document"},
      {{"stated_membership", "id"}, {}, "membership"},
  }};
  return shapes[static_cast<std::size_t>(kind)];
}

// The one key of the business of a row: the SIRET of a local business that was matched, or of what a project became.
std::string key_sql(std::string_view row) {
  return fmt::format(
      "case when substr({0}.business, 1, 6) = 'local:' then coalesce((select l.matched_siret from local_business l where l.id = "
      "substr({0}.business, 7)), {0}.business) when substr({0}.business, 1, 8) = 'project:' then coalesce((select j.siret from project j "
      "where j.id = substr({0}.business, 9)), {0}.business) else {0}.business end",
      row);
}

// Keys of the businesses that the organisation still works with, and of its projects under way.
std::string worked_on_sql() {
  return fmt::format(
      "select {0} as k from exchange n where {1} and n.on_day >= :limit_day union select {0} from need n join need_party p on p.need = "
      "n.id "
      "where {2} union select {0} from follow_up n join follow_up_member p on p.follow_up = n.id where {2} and p.state = 'member' union "
      "select coalesce(n.siret, 'project:' || n.id) from project n where {1} and substr(n.changed_at, 1, 10) >= :limit_day",
      key_sql("n"), internal::own_sql("n.organisation", "keeper"), internal::own_sql("p.organisation", "keeper"));
}

// The business of `row` is one of them: a legal unit and its establishments are one file.
std::string at_work_sql(std::string_view row) {
  return fmt::format("({0} in ({1}) or 'unit:' || substr({0}, 1, 9) in ({1}) or {0} in (select 'unit:' || substr(w.k, 1, 9) from ({1}) w))",
                     key_sql(row), worked_on_sql());
}

std::string exchange_sql() {
  return fmt::format(
      "select e.id as id, e.business as business, e.commune as commune, e.on_day as since from exchange e where {} and e.on_day < "
      ":limit_day and not {}",
      internal::own_sql("e.organisation", "keeper"), at_work_sql("e"));
}

std::string document_sql() {
  return fmt::format(
      "select d.id as id, d.business as business, d.commune as commune, d.since as since from (select id, subject as business, commune, "
      "organisation, substr(created_at, 1, 10) as since from document where subject_kind = 'business') d where {} and d.since < :limit_day "
      "and not {}",
      internal::own_sql("d.organisation", "keeper"), at_work_sql("d"));
}

std::string dated_sql(std::string_view table, std::string_view business, std::string_view since) {
  return fmt::format(
      "select r.id as id, {1} as business, {2} as commune, substr({3}, 1, 10) as since from {0} r where {4} and {3} < :limit_day", table,
      business.empty() ? "''" : fmt::format("coalesce(r.{}, '')", business), business.empty() ? "''" : "coalesce(r.commune, '')", since,
      internal::own_sql("r.organisation", "keeper"));
}

std::string channel_sql() {
  return fmt::format(
      "select h.id as id, '' as business, '' as commune, h.until_on as since from contact_channel h join contact r on r.id = h.contact "
      "where "
      "{} and h.until_on < :limit_day",
      internal::own_sql("r.organisation", "keeper"));
}

Json json_of(sql::Row const& row) {
  Json out = Json::object();
  for (std::size_t i = 0; i < row.names().size(); ++i) {
    std::visit(
        [&](auto const& value) {
          if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::monostate>)
            out[row.names()[i]] = nullptr;
          else
            out[row.names()[i]] = value;
        },
        row.cells()[i]);
  }
  return out;
}

Result<std::vector<sql::Row>> rows_of(sql::Session& session, Part const& part, std::span<std::string const> ids) {
  auto const listed = sql::listed(ids);
  return session.rows(
      fmt::format("select * from {0} where {1} in {2} order by {1}{3}", part.table, part.column, listed.places, part.within),
      sql::Session::Values(listed.values));
}

Result<void> erase_rows(sql::Session& session, Part const& part, std::span<std::string const> ids) {
  auto const listed = sql::listed(ids);
  return session.run(fmt::format("delete from {} where {} in {}", part.table, part.column, listed.places),
                     sql::Session::Values(listed.values));
}

// Those businesses, each once, about which these are.
Result<std::set<std::string>> businesses_of(sql::Session& session, Aged kind, std::span<std::string const> ids) {
  std::set<std::string> out;
  BASSIN_TRY(auto const rows, rows_of(session, shape_of(kind).head, ids));
  for (auto const& row : rows) out.insert(row.optional_text("business").value_or(""));
  out.erase("");
  return out;
}

// Whether work that the ledger counts is still there about the business.
Result<bool> has_work(sql::Session& session, std::span<std::string const> keys) {
  auto const listed = sql::listed(keys);
  BASSIN_TRY(
      auto const row,
      session.row(fmt::format("select (select count(*) from exchange where business in {0}) + (select count(*) from need where business "
                              "in {0}) + (select count(*) from follow_up where business in {0}) + (select count(*) from contribution "
                              "where business in {0} and source_kind not in ('exchange', 'need', 'need_taken', 'follow_up', 'gone')) as n",
                              listed.places),
                  sql::Session::Values(listed.values)));
  return row->integer("n") > 0;
}

Result<void> forget_in_ledger(sql::Session& session, std::string const& business) {
  BASSIN_TRY(auto const matched,
             session.row("select matched_siret from local_business where id = :id and matched_siret is not null",
                         {{"id", kind_of_key(business) == KeyKind::local ? business.substr(local_prefix.size()) : business}}));
  auto const key = matched ? matched->text("matched_siret") : business;
  BASSIN_TRY(auto keys, internal::keys_of(session, key));
  // The id of a project names nobody once that is gone, and a project is not counted as a business.
  std::erase_if(keys, [](auto const& one) { return kind_of_key(one) == KeyKind::project; });
  if (keys.empty()) return {};
  BASSIN_TRY(auto const work, has_work(session, keys));
  if (work) return {};
  auto const kind = kind_of_key(key) == KeyKind::unit ? std::string(unit_prefix) : std::string();
  return convention::forget_business(session, keys, kind + "gone:" + base::new_uuid());
}

}  // namespace

Result<void> forget_idle(sql::Session& session, std::string const& business) { return forget_in_ledger(session, business); }

namespace {

// That an import made them.
Result<void> forget_made(sql::Session& session, std::string_view kind, std::span<std::string const> ids) {
  auto listed = sql::listed(ids);
  listed.values.emplace_back("kind", kind);
  return session.run(fmt::format("delete from sheet_import_made where kind = :kind and record in {}", listed.places),
                     sql::Session::Values(listed.values));
}

Result<void> erase_contacts(sql::Session& session, std::span<std::string const> ids) {
  for (auto const& id : ids) BASSIN_DO(internal::erase_contact(session, id));
  return forget_made(session, "contact", ids);
}

// The trail tells numbers and addresses among the rest of a contact: all that it holds of the contact goes.
Result<void> erase_channels(sql::Session& session, std::span<std::string const> ids) {
  BASSIN_TRY(auto const rows, rows_of(session, {"contact_channel", "id"}, ids));
  std::set<std::string> contacts;
  for (auto const& row : rows) contacts.insert(row.text("contact"));
  BASSIN_DO(erase_rows(session, {"contact_channel", "id"}, ids));
  for (auto const& contact : contacts) {
    BASSIN_TRY([[maybe_unused]] auto const purged, access::purge_subject(session, internal::subject_of(contact)));
    BASSIN_DO(session.run("update contact set version = version + 1 where id = :id", {{"id", contact}}));
  }
  return {};
}

Result<void> erase_plain(sql::Session& session, Aged kind, std::span<std::string const> ids) {
  auto const& shape = shape_of(kind);
  auto const listed = sql::listed(ids);
  if (kind == Aged::follow_up) {
    for (auto const* const table : {"exchange", "need", "reminder"})
      BASSIN_DO(session.run(fmt::format("update {} set follow_up = null where follow_up in {}", table, listed.places),
                            sql::Session::Values(listed.values)));
  }
  if (kind == Aged::exchange) BASSIN_DO(documents::erase_of(session, documents::Of::exchange, ids));
  if (kind == Aged::follow_up) BASSIN_DO(documents::erase_of(session, documents::Of::follow_up, ids));
  if (kind == Aged::document) return documents::erase_these(session, ids);
  if (kind == Aged::membership) BASSIN_DO(forget_made(session, "membership", ids));
  for (auto const& part : shape.parts) BASSIN_DO(erase_rows(session, part, ids));
  BASSIN_DO(erase_rows(session, shape.head, ids));
  BASSIN_TRY([[maybe_unused]] auto const purged, access::purge_records(session, std::string(shape.trail), ids));
  return {};
}

}  // namespace

std::string_view id_of(Aged kind) { return kind_ids[static_cast<std::size_t>(kind)]; }

std::optional<Aged> parse_aged(std::string_view id) { return base::parse_id<Aged>(kind_ids, id); }

std::string aged_sql(Aged kind) {
  switch (kind) {
    case Aged::exchange: return exchange_sql();
    case Aged::need: return dated_sql("need", "business", "r.changed_at");
    case Aged::follow_up: return dated_sql("follow_up", "business", "r.closed_on");
    case Aged::reminder: return dated_sql("reminder", "business", "r.done_at");
    case Aged::contact: return dated_sql("contact", "", "r.contacted_on") + " and r.merged_into is null";
    case Aged::channel: return channel_sql();
    case Aged::project: return dated_sql("project", "", "r.changed_at") + " and not " + internal::has_file_sql("'project:' || r.id");
    case Aged::campaign: return dated_sql("campaign", "", "r.closed_on") + " and r.figures is null";
    case Aged::document: return document_sql();
    case Aged::membership: return dated_sql("stated_membership", "business", "r.as_of");
    case Aged::import: break;
  }
  return dated_sql("sheet_import", "", "coalesce(r.ended_at, r.created_at)");
}

std::vector<sql::Named> aged_values(std::string const& organisation, base::Date began_before) {
  return {{"keeper", organisation}, {"limit_day", to_iso(began_before)}};
}

Result<std::vector<Json>> aged_content(sql::Session& session, Aged kind, std::span<std::string const> ids) {
  auto const& shape = shape_of(kind);
  BASSIN_TRY(auto const heads, rows_of(session, shape.head, ids));
  std::vector<Json> out;
  std::map<std::string, std::size_t> places;
  for (auto const& head : heads) {
    auto const id = head.text("id");
    places[id] = out.size();
    auto content = json_of(head);
    // Whoever runs the purge may not be told of the follow-up; and a partner's purge that ends it changes nothing here.
    if (kind == Aged::exchange || kind == Aged::need || kind == Aged::reminder) content.erase("follow_up");
    out.push_back({{"kind", id_of(kind)}, {"id", id}, {std::string(shape.head.table), std::move(content)}});
    for (auto const& part : shape.parts)
      if (part.told) out.back()[std::string(part.table)] = Json::array();
  }
  for (auto const& part : shape.parts) {
    if (!part.told) continue;
    BASSIN_TRY(auto const rows, rows_of(session, part, ids));
    for (auto const& row : rows) {
      auto const place = places.find(row.text(part.column));
      if (place == places.end()) continue;
      auto one = json_of(row);
      // Whom a target names goes with the contact, perhaps in the same purge before it.
      if (kind == Aged::campaign)
        for (auto const* const name : {"contact", "channel"}) one.erase(name);
      out[place->second][std::string(part.table)].push_back(std::move(one));
    }
  }
  return out;
}

Result<void> erase_aged(sql::Session& session, Aged kind, std::span<std::string const> ids) {
  if (ids.empty()) return {};
  if (kind == Aged::contact) return erase_contacts(session, ids);
  if (kind == Aged::channel) return erase_channels(session, ids);
  if (kind == Aged::campaign) return forget_targets(session, ids);
  bool const counted = kind == Aged::exchange || kind == Aged::need || kind == Aged::follow_up;
  std::set<std::string> businesses;
  if (counted) {
    BASSIN_TRY(businesses, businesses_of(session, kind, ids));
  }
  BASSIN_DO(erase_plain(session, kind, ids));
  for (auto const& business : businesses) BASSIN_DO(forget_in_ledger(session, business));
  if (kind != Aged::exchange) return {};
  return note_exchange_changes(session, {businesses.begin(), businesses.end()});
}

}  // namespace bassin::support
