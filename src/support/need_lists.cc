#include <fmt/format.h>

#include <map>

#include "support/bulk_reading.h"
#include "support/internal/business_keys.h"
#include "support/internal/contact_rows.h"
#include "support/internal/follow_up_rows.h"
#include "support/internal/need_row.h"
#include "support/needs.h"

namespace bassin::support {

namespace {

using access::Level;
using base::Result;

constexpr std::size_t listed_most = 200;

Need shown(Need it, Level level, bool takes_part) {
  if (!takes_part) it.facts.follow_up.clear();
  if (level == Level::content) return it;
  Need out;
  out.id = it.id;
  out.organisation = it.organisation;
  out.business = it.business;
  out.commune = it.commune;
  out.created_at = it.created_at;
  if (level < Level::header) return out;
  out.agent = it.agent;
  out.facts.theme = it.facts.theme;
  out.facts.kept_in = it.facts.kept_in;
  out.facts.follow_up = it.facts.follow_up;
  out.state = it.state;
  out.to.organisation = it.to.organisation;
  out.outcome = it.outcome;
  return out;
}

using Steps = std::map<std::string, std::vector<NeedStep>>;

// Of the needs of a condition.
Result<Steps> steps_of(sql::Session& session, std::string_view condition, sql::Session::Values values) {
  auto const statement = fmt::format(
      "select need, at, organisation, agent, what, why, to_organisation, to_team, to_agent from need_step where {} order by id", condition);
  BASSIN_TRY(auto const rows, session.rows(statement, values));
  Steps out;
  for (auto const& row : rows) out[row.text("need")].push_back(internal::step_of(row));
  return out;
}

// Of a condition over the table, with the reader's level.
std::string seen(std::string_view condition) {
  return fmt::format(
      "select {0}, level, takes_part from (select {0}, case when exists (select 1 from need_party p where p.need = need.id and "
      "p.organisation = :sharing_reader) then {1} else {2} end as level, {4} as takes_part from need where {3}) seen where level > 0",
      internal::need_columns, static_cast<int>(Level::content),
      access::level_sql(access::RecordKind::need, "need.organisation", "need.commune", "need.kept_in"), condition,
      internal::takes_part_sql("need", "sharing_reader"));
}

std::vector<SeenNeed> seen_of(std::vector<sql::Row> const& rows, Steps& steps) {
  std::vector<SeenNeed> out;
  for (auto const& row : rows) {
    auto const level = static_cast<Level>(row.integer("level"));
    auto const need = internal::need_of(row);
    out.push_back({shown(need, level, row.flag("takes_part")), level, level == Level::content ? steps[need.id] : std::vector<NeedStep>{}});
  }
  return out;
}

Result<std::vector<Need>> needs_where(sql::Session& session, access::Reader const& reader, std::string_view condition) {
  auto const statement = fmt::format("select {}, {} as takes_part from need where {} order by handed_at, id limit :most",
                                     internal::need_columns, internal::takes_part_sql("need", "organisation"), condition);
  BASSIN_TRY(auto const rows,
             session.rows(statement, {{"organisation", reader.organisation}, {"agent", reader.agent}, {"most", listed_most}}));
  std::vector<Need> out;
  for (auto const& row : rows) out.push_back(shown(internal::need_of(row), Level::content, row.flag("takes_part")));
  return out;
}

}  // namespace

Result<std::vector<SeenNeed>> needs_about(sql::Session& session, access::Reader const& reader, base::Date today,
                                          std::string const& business) {
  auto const about = internal::about_file("business", "need", business);
  auto const statement = seen(about) + " order by id desc limit :most";
  auto const their_steps = fmt::format("need in (select id from need where {})", about);
  auto values = access::level_values(reader, to_iso(today));
  values.emplace_back("business", business);
  values.emplace_back("most", listed_most);
  BASSIN_TRY(auto const rows, session.rows(statement, sql::Session::Values(values)));
  std::vector<sql::Named> const of_business = {{"business", business}};
  BASSIN_TRY(auto steps, steps_of(session, their_steps, sql::Session::Values(of_business)));
  return seen_of(rows, steps);
}

Result<std::vector<SeenNeed>> read_needs(sql::Session& session, access::Reader const& reader, base::Date today,
                                         std::vector<std::string> const& ids) {
  if (ids.empty()) return std::vector<SeenNeed>();
  auto const listed = internal::listed(ids);
  auto values = access::level_values(reader, to_iso(today));
  values.insert(values.end(), listed.values.begin(), listed.values.end());
  BASSIN_TRY(auto const rows, session.rows(seen("need.id in " + listed.places), sql::Session::Values(values)));
  BASSIN_TRY(auto steps, steps_of(session, "need in " + listed.places, sql::Session::Values(listed.values)));
  return seen_of(rows, steps);
}

Result<std::vector<SeenNeed>> needs_of(sql::Session& session, access::Reader const& reader, base::Date today,
                                       std::vector<std::string> const& follow_ups) {
  if (follow_ups.empty()) return std::vector<SeenNeed>();
  auto const listed = internal::listed(follow_ups);
  auto values = access::level_values(reader, to_iso(today));
  values.insert(values.end(), listed.values.begin(), listed.values.end());
  values.emplace_back("most", listed_most);
  auto const statement = seen("need.follow_up in " + listed.places) + " and takes_part = 1 order by id desc limit :most";
  BASSIN_TRY(auto const rows, session.rows(statement, sql::Session::Values(values)));
  Steps none;
  return seen_of(rows, none);
}

Result<NeedBox> need_box(sql::Session& session, access::Reader const& reader) {
  NeedBox out;
  if (reader.standing != access::Reader::Standing::member || reader.organisation.empty()) return out;
  // One that was taken is its taker's; before that it is everybody's whom it was handed to.
  BASSIN_TRY(out.received,
             needs_where(session, reader,
                         "to_organisation = :organisation and ((state = 'taken' and taken_by = :agent) or (state = 'waiting' and "
                         "(to_agent = :agent or to_team in (select team from team_member where agent = :agent) or (to_agent is null and "
                         "to_team is null))))"));
  BASSIN_TRY(out.given,
             needs_where(session, reader, "organisation = :organisation and agent = :agent and state in ('waiting', 'taken', 'declined')"));
  return out;
}

Result<std::vector<Need>> waiting_since(sql::Session& session, base::Date day) {
  static std::string const statement =
      fmt::format("select {} from need where state = 'waiting' and handed_at < :after order by handed_at, id", internal::need_columns);
  BASSIN_TRY(auto const rows, session.rows(statement, {{"after", to_iso(base::Date{day.days + 1})}}));
  std::vector<Need> out;
  for (auto const& row : rows) out.push_back(internal::need_of(row));
  return out;
}

Result<std::map<std::string, std::string>> still_waiting(sql::Session& session, std::vector<std::string> const& ids) {
  std::string list = ",";
  for (auto const& id : ids) list += id + ",";
  BASSIN_TRY(auto const rows,
             session.rows("select id, handed_at from need where state = 'waiting' and :ids like '%,' || id || ',%'", {{"ids", list}}));
  std::map<std::string, std::string> out;
  for (auto const& row : rows) out.emplace(row.text("id"), row.text("handed_at"));
  return out;
}

}  // namespace bassin::support
