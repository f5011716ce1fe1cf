#include "access/sharing.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "access/reader.h"
#include "sql/session.h"

namespace bassin::access {

namespace {

using base::Date;
using base::Result;

constexpr std::array<std::string_view, level_count> level_ids = {"nothing", "presence", "header", "content"};
constexpr std::array<std::string_view, record_kind_count> kind_ids = {"exchange", "contact", "need", "follow_up", "document", "campaign"};

template <class T, std::size_t n>
std::optional<T> parse(std::array<std::string_view, n> const& ids, std::string_view id) {
  auto const* const found = std::find(ids.begin(), ids.end(), id);
  if (found == ids.end()) return std::nullopt;
  return static_cast<T>(found - ids.begin());
}

std::optional<std::string> iso(std::optional<Date> const& day) { return day ? std::optional(to_iso(*day)) : std::nullopt; }

// "" for who sees nothing.
std::string organisation_of(Reader const& reader) {
  return reader.standing == Reader::Standing::member ? reader.organisation : std::string();
}

Result<void> insert_grant(sql::Session& session, std::string const& convention, Grant const& grant, Date from,
                          std::optional<Date> const& to) {
  return session.run(
      "insert into sharing (convention, owner, reader, kind, level, from_day, until_day) values (:convention, :owner, :reader, "
      ":kind, :level, :from_day, :until_day)",
      {{"convention", convention},
       {"owner", grant.owner},
       {"reader", grant.reader},
       {"kind", id_of(grant.kind)},
       {"level", static_cast<int>(grant.level)},
       {"from_day", to_iso(from)},
       {"until_day", iso(to)}});
}

Result<void> insert_place(sql::Session& session, std::string const& convention, SharedPlace const& place) {
  return session.run(
      "insert into sharing_place (convention, commune, from_day, until_day) values (:convention, :commune, :from_day, "
      ":until_day) on conflict do nothing",
      {{"convention", convention}, {"commune", place.commune}, {"from_day", iso(place.from).value_or("")}, {"until_day", iso(place.to)}});
}

using Places = std::map<std::string, std::shared_ptr<std::vector<std::string>>>;

// By convention, sorted.
Result<Places> places_on(sql::Session& session, std::string const& organisation, std::string const& day) {
  BASSIN_TRY(
      auto const rows,
      session.rows("select convention, commune from sharing_place where from_day <= :day and (until_day is null or until_day >= :day) "
                   "and convention in (select convention from sharing where reader = :organisation) order by convention, commune",
                   {{"organisation", organisation}, {"day", day}}));
  Places out;
  for (auto const& row : rows) {
    auto& communes = out[row.text("convention")];
    if (!communes) communes = std::make_shared<std::vector<std::string>>();
    communes->push_back(row.text("commune"));
  }
  return out;
}

}  // namespace

std::string_view id_of(Level level) { return level_ids[static_cast<std::size_t>(level)]; }
std::optional<Level> parse_level(std::string_view id) { return parse<Level>(level_ids, id); }
std::string_view id_of(RecordKind kind) { return kind_ids[static_cast<std::size_t>(kind)]; }
std::optional<RecordKind> parse_record_kind(std::string_view id) { return parse<RecordKind>(kind_ids, id); }

Result<void> set_sharing(sql::Session& session, std::string const& convention, Date from, std::optional<Date> to,
                         std::vector<Grant> const& grants, std::vector<SharedPlace> const& places) {
  BASSIN_DO(session.run("delete from sharing where convention = :convention and from_day >= :from_day",
                        {{"convention", convention}, {"from_day", to_iso(from)}}));
  BASSIN_DO(
      session.run("update sharing set until_day = :before where convention = :convention and (until_day is null or until_day > :before)",
                  {{"convention", convention}, {"before", to_iso(Date{from.days - 1})}}));
  for (auto const& grant : grants) BASSIN_DO(insert_grant(session, convention, grant, from, to));
  BASSIN_DO(session.run("delete from sharing_place where convention = :convention", {{"convention", convention}}));
  for (auto const& place : places) BASSIN_DO(insert_place(session, convention, place));
  return {};
}

Result<Sharing> Sharing::read(sql::Session& session, Reader const& reader, Date day) {
  Sharing out;
  out.organisation_ = organisation_of(reader);
  if (out.organisation_.empty()) return out;
  BASSIN_TRY(auto const places, places_on(session, out.organisation_, to_iso(day)));
  BASSIN_TRY(
      auto const rows,
      session.rows("select convention, owner, kind, level from sharing where reader = :organisation and from_day <= :day and (until_day "
                   "is null or until_day >= :day)",
                   {{"organisation", out.organisation_}, {"day", to_iso(day)}}));
  for (auto const& row : rows) {
    auto const found = places.find(row.text("convention"));
    auto const kind = parse_record_kind(row.text("kind"));
    if (found == places.end() || !kind) continue;
    out.opened_.push_back({row.text("owner"), *kind, static_cast<Level>(row.integer("level")), found->second});
  }
  return out;
}

Level Sharing::level(Record const& record) const {
  if (organisation_.empty()) return Level::nothing;
  if (record.organisation == organisation_) return Level::content;
  if (record.kept_in) return Level::nothing;
  std::optional<Level> least;
  for (auto const& opened : opened_) {
    if (opened.owner != record.organisation || opened.kind != record.kind) continue;
    if (!std::binary_search(opened.communes->begin(), opened.communes->end(), record.commune)) continue;
    least = least ? std::min(*least, opened.level) : opened.level;
  }
  return least.value_or(Level::nothing);
}

std::string level_sql(RecordKind kind, std::string_view organisation_column, std::string_view commune_column,
                      std::string_view kept_in_column) {
  return fmt::format(
      "(case when :sharing_reader = '' then 0 when {0} = :sharing_reader then 3 when {2} <> 0 then 0 else coalesce((select min(g.level) "
      "from "
      "sharing g join sharing_place p on p.convention = g.convention and p.commune = {1} and p.from_day <= :sharing_day and (p.until_day "
      "is "
      "null or p.until_day >= :sharing_day) where g.owner = {0} and g.reader = :sharing_reader and g.kind = '{3}' and g.from_day <= "
      ":sharing_day and (g.until_day is null or g.until_day >= :sharing_day)), 0) end)",
      organisation_column, commune_column, kept_in_column, id_of(kind));
}

std::vector<sql::Named> level_values(Reader const& reader, std::string const& day) {
  return {{"sharing_reader", organisation_of(reader)}, {"sharing_day", day}};
}

}  // namespace bassin::access
