#include "access/sharing.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <stdexcept>

#include "access/reader.h"
#include "base/id_table.h"
#include "reference/edition.h"
#include "reference/territory.h"
#include "sql/session.h"

namespace bassin::access {

namespace {

using base::Date;
using base::Result;

constexpr std::array<std::string_view, level_count> level_ids = {"nothing", "presence", "header", "content"};
constexpr std::array<std::string_view, record_kind_count> kind_ids = {"exchange", "contact", "need", "follow_up", "document", "campaign"};

std::optional<std::string> iso(std::optional<Date> const& day) { return day ? std::optional(to_iso(*day)) : std::nullopt; }

// "" for who sees nothing.
std::string organisation_of(Reader const& reader) {
  return reader.standing == Reader::Standing::member ? reader.organisation : std::string();
}

Result<void> insert_grant(sql::Session& session, std::string const& convention, Grant const& grant) {
  return session.run(
      "insert into sharing (convention, owner, reader, kind, level, from_day, until_day) values (:convention, :owner, :reader, "
      ":kind, :level, :from_day, :until_day)",
      {{"convention", convention},
       {"owner", grant.owner},
       {"reader", grant.reader},
       {"kind", id_of(grant.kind)},
       {"level", static_cast<int>(grant.level)},
       {"from_day", to_iso(grant.from)},
       {"until_day", iso(grant.to)}});
}

// The day, as near to that one as may be, on which the code was a commune.
std::optional<Date> day_of(SharedPlace const& place) {
  auto const& geography = reference::geography();
  if (geography.commune(place.commune, place.named_on)) return place.named_on;
  std::optional<Date> nearest;
  for (auto const& version : geography.versions(place.commune)) {
    if (version.kind != reference::CommuneKind::commune) continue;
    auto const near = version.valid.from > place.named_on ? version.valid.from : Date{version.valid.to.days - 1};
    if (!nearest || std::abs(near.days - place.named_on.days) < std::abs(nearest->days - place.named_on.days)) nearest = near;
  }
  return nearest;
}

// All codes under which a business of the commune may be registered.
std::vector<reference::RegisterCode> codes_of(SharedPlace const& place) {
  auto const day = day_of(place);
  if (!day) return {{place.commune, false}};
  reference::Territory commune;
  commune.kind = reference::TerritoryKind::list;
  commune.date = *day;
  commune.communes = {place.commune};
  return register_codes(commune);
}

// By code and first day ("": always), the last one. Two communes of a perimeter may have become one.
using Days = std::map<std::pair<std::string, std::string>, std::optional<Date>>;
void add_days(Days& days, SharedPlace const& place) {
  for (auto const& it : codes_of(place)) {
    auto const [found, fresh] = days.try_emplace({it.code, iso(place.from).value_or("")}, place.to);
    if (fresh || !found->second) continue;
    if (!place.to || *place.to > *found->second) found->second = place.to;
  }
}

Result<void> write_places(sql::Session& session, std::string const& convention, std::vector<SharedPlace> const& places) {
  Days days;
  for (auto const& place : places) add_days(days, place);
  for (auto const& [key, to] : days)
    BASSIN_DO(
        session.run("insert into sharing_place (convention, commune, from_day, until_day) values (:convention, :commune, :from_day, "
                    ":until_day)",
                    {{"convention", convention}, {"commune", key.first}, {"from_day", key.second}, {"until_day", iso(to)}}));
  return {};
}

using Places = std::map<std::string, std::shared_ptr<std::vector<std::string>>>;

// The reader's organisation and those that it took over.
constexpr std::string_view own =
    "(select cast(:sharing_reader as text) union all select t.former from took_over t where t.organisation = :sharing_reader)";

constexpr std::string_view in_force = "from_day <= :sharing_day and (until_day is null or until_day >= :sharing_day)";

// By convention, sorted.
Result<Places> places_on(sql::Session& session, std::string_view which, sql::Session::Values values) {
  auto const statement =
      fmt::format("select convention, commune from sharing_place where {}{} order by convention, commune", in_force, which);
  BASSIN_TRY(auto const rows, session.rows(statement, values));
  Places out;
  for (auto const& row : rows) {
    auto& communes = out[row.text("convention")];
    if (!communes) communes = std::make_shared<std::vector<std::string>>();
    communes->push_back(row.text("commune"));
  }
  return out;
}

Result<std::vector<std::string>> own_of(sql::Session& session, std::string const& organisation) {
  BASSIN_TRY(auto const rows, session.rows("select former from took_over where organisation = :id", {{"id", organisation}}));
  std::vector<std::string> out = {organisation};
  for (auto const& row : rows) out.push_back(row.text("former"));
  std::sort(out.begin(), out.end());
  return out;
}

// After each change of what is open.
Result<void> count_change(sql::Session& session) { return session.run("update sharing_number set number = number + 1 where id = 1"); }

}  // namespace

std::string_view id_of(Level level) { return level_ids[static_cast<std::size_t>(level)]; }
std::optional<Level> parse_level(std::string_view id) { return base::parse_id<Level>(level_ids, id); }
std::string_view id_of(RecordKind kind) { return kind_ids[static_cast<std::size_t>(kind)]; }
std::optional<RecordKind> parse_record_kind(std::string_view id) { return base::parse_id<RecordKind>(kind_ids, id); }

Result<void> set_sharing(sql::Session& session, std::string const& convention, std::vector<Grant> const& grants,
                         std::vector<SharedPlace> const& places) {
  BASSIN_DO(session.run("delete from sharing where convention = :convention", {{"convention", convention}}));
  BASSIN_DO(session.run("delete from sharing_place where convention = :convention", {{"convention", convention}}));
  for (auto const& grant : grants) BASSIN_DO(insert_grant(session, convention, grant));
  BASSIN_DO(write_places(session, convention, places));
  return count_change(session);
}

Result<bool> claim_places(sql::Session& session) {
  BASSIN_TRY(auto const changed,
             session.execute("update sharing_codes set edition = :edition where edition <> :edition", {{"edition", reference::edition()}}));
  return changed > 0;
}

Result<void> set_took_over(sql::Session& session, std::vector<TookOver> const& all) {
  BASSIN_DO(session.run("delete from took_over"));
  for (auto const& it : all)
    BASSIN_DO(session.run("insert into took_over (organisation, former) values (:organisation, :former)",
                          {{"organisation", it.organisation}, {"former", it.former}}));
  return count_change(session);
}

Result<Sharing> Sharing::read(sql::Session& session, Reader const& reader, Date day) {
  static std::string const statement =
      fmt::format("select convention, owner, kind, level from sharing where reader in {} and {}", own, in_force);
  static std::string const theirs = fmt::format(" and convention in (select convention from sharing where reader in {})", own);
  Sharing out;
  if (organisation_of(reader).empty()) return out;
  BASSIN_TRY(out.own_, own_of(session, reader.organisation));
  auto const values = level_values(reader, to_iso(day));
  BASSIN_TRY(auto const places, places_on(session, theirs, sql::Session::Values(values)));
  BASSIN_TRY(auto const rows, session.rows(statement, sql::Session::Values(values)));
  for (auto const& row : rows) {
    auto const found = places.find(row.text("convention"));
    auto const kind = parse_record_kind(row.text("kind"));
    if (found == places.end() || !kind) continue;
    out.opened_.push_back({row.text("owner"), *kind, static_cast<Level>(row.integer("level")), found->second});
  }
  return out;
}

Result<SharingOfAll> SharingOfAll::read(sql::Session& session, Date day) {
  static std::string const statement = fmt::format("select convention, owner, reader, kind, level from sharing where {}", in_force);
  SharingOfAll out;
  std::vector<sql::Named> const values = {{"sharing_day", to_iso(day)}};
  BASSIN_TRY(auto const places, places_on(session, "", sql::Session::Values(values)));
  BASSIN_TRY(auto const rows, session.rows(statement, sql::Session::Values(values)));
  for (auto const& row : rows) {
    auto const found = places.find(row.text("convention"));
    auto const kind = parse_record_kind(row.text("kind"));
    if (found == places.end() || !kind) continue;
    out.opened_to_[row.text("reader")].push_back({row.text("owner"), *kind, static_cast<Level>(row.integer("level")), found->second});
  }
  BASSIN_TRY(auto const formers, session.rows("select organisation, former from took_over"));
  for (auto const& row : formers) out.took_over_[row.text("organisation")].push_back(row.text("former"));
  return out;
}

Sharing SharingOfAll::of(Reader const& reader) const {
  Sharing out;
  auto const organisation = organisation_of(reader);
  if (organisation.empty()) return out;
  out.own_ = {organisation};
  if (auto const found = took_over_.find(organisation); found != took_over_.end())
    out.own_.insert(out.own_.end(), found->second.begin(), found->second.end());
  std::sort(out.own_.begin(), out.own_.end());
  for (auto const& one : out.own_) {
    auto const found = opened_to_.find(one);
    if (found != opened_to_.end()) out.opened_.insert(out.opened_.end(), found->second.begin(), found->second.end());
  }
  return out;
}

Result<std::int64_t> sharing_number(sql::Session& session) {
  BASSIN_TRY(auto const row, session.row("select number from sharing_number where id = 1"));
  return row->integer("number");
}

Level Sharing::level(Record const& record) const {
  if (std::binary_search(own_.begin(), own_.end(), record.organisation)) return Level::content;
  if (record.kept_in) return Level::nothing;
  std::optional<Level> least;
  for (auto const& opened : opened_) {
    if (opened.owner != record.organisation || opened.kind != record.kind) continue;
    if (!std::binary_search(opened.communes->begin(), opened.communes->end(), record.commune)) continue;
    least = least ? std::min(*least, opened.level) : opened.level;
  }
  return least.value_or(Level::nothing);
}

Result<std::vector<std::string>> opens_to(sql::Session& session, Reader const& reader, Date day, std::string const& commune) {
  auto const statement = fmt::format(
      "select distinct g.reader from sharing g join sharing_place p on p.convention = g.convention and p.commune = :commune and p.from_day "
      "<= :sharing_day and (p.until_day is null or p.until_day >= :sharing_day) where g.owner in {} and g.level > 0 and g.from_day <= "
      ":sharing_day and (g.until_day is null or g.until_day >= :sharing_day) order by g.reader",
      own);
  std::vector<std::string> out;
  if (organisation_of(reader).empty()) return out;
  auto values = level_values(reader, to_iso(day));
  values.emplace_back("commune", commune);
  BASSIN_TRY(auto const rows, session.rows(statement, sql::Session::Values(values)));
  for (auto const& row : rows) out.push_back(row.text("reader"));
  return out;
}

// A cross join, which SQLite takes in the order written: where it chose, it built an index of all places for each row.
std::string level_sql(RecordKind kind, std::string_view organisation_column, std::string_view commune_column,
                      std::string_view kept_in_column) {
  for (auto const column : {organisation_column, commune_column, kept_in_column}) {
    bool const bare = !column.empty() && column[0] >= 'a' && column[0] <= 'z' && column.find('.') == std::string_view::npos;
    if (bare) throw std::logic_error("access: a column without its table: " + std::string(column));
  }
  // The names of its own tables stand in no other statement: a column of a table that is called alike would mean them.
  return fmt::format(
      "(case when :sharing_reader = '' then 0 when {0} in {4} then 3 when {2} <> 0 then 0 else coalesce((select min(opened.level) from "
      "sharing opened cross join sharing_place opened_at where opened_at.convention = opened.convention and opened_at.commune = {1} and "
      "opened_at.from_day <= :sharing_day and (opened_at.until_day is null or opened_at.until_day >= :sharing_day) and opened.owner = {0} "
      "and opened.reader in {4} and opened.kind = '{3}' and opened.from_day <= :sharing_day and (opened.until_day is null or "
      "opened.until_day >= :sharing_day)), 0) end)",
      organisation_column, commune_column, kept_in_column, id_of(kind), own);
}

std::vector<sql::Named> level_values(Reader const& reader, std::string const& day) {
  return {{"sharing_reader", organisation_of(reader)}, {"sharing_day", day}};
}

}  // namespace bassin::access
