#include "grids/internal/indicator_rows.h"

#include <fmt/format.h>

#include <map>

#include "convention/indicator_facts.h"

namespace bassin::grids::internal {

using base::Result;

namespace {

std::vector<sql::Named> values_of(Indicator const& it) {
  auto out = convention::facts_values(it.facts);
  out.insert(out.end(), {{"id", it.id}, {"version", it.version}, {"changed_at", it.changed_at}});
  return out;
}

Result<void> write_targets(sql::Session& session, Indicator const& it) {
  BASSIN_DO(session.run("delete from grid_indicator_target where indicator = :id", {{"id", it.id}}));
  for (auto const& [year, target] : it.facts.targets)
    BASSIN_DO(session.run("insert into grid_indicator_target (indicator, year, target) values (:id, :year, :target)",
                          {{"id", it.id}, {"year", year}, {"target", target}}));
  return {};
}

}  // namespace

Result<std::vector<Indicator>> read_indicators(sql::Session& session, std::string_view which, std::string const& id) {
  BASSIN_TRY(auto const rows, session.rows(fmt::format("select id, heading, {}, version, created_at, created_by, changed_at from "
                                                       "grid_indicator where removed_at is null and {}",
                                                       convention::facts_columns, which),
                                           {{"id", id}}));
  BASSIN_TRY(auto const targets, session.rows(fmt::format("select indicator, year, target from grid_indicator_target where indicator in "
                                                          "(select id from grid_indicator where removed_at is null and {})",
                                                          which),
                                              {{"id", id}}));
  std::vector<Indicator> out;
  for (auto const& row : rows)
    out.push_back({row.text("id"), row.text("heading"), convention::facts_of(row), row.integer("version"), row.text("created_at"),
                   row.text("created_by"), row.text("changed_at")});
  std::map<std::string, Indicator*> by_id;
  for (auto& it : out) by_id[it.id] = &it;
  for (auto const& row : targets)
    by_id.at(row.text("indicator"))->facts.targets[static_cast<int>(row.integer("year"))] = row.real("target");
  return out;
}

Result<void> insert(sql::Session& session, Indicator const& it) {
  static std::string const statement = fmt::format(
      "insert into grid_indicator (id, heading, {}, version, created_at, created_by, changed_at) values (:id, :heading, {}, "
      ":version, :created_at, :created_by, :changed_at)",
      convention::facts_columns, convention::facts_places);
  auto values = values_of(it);
  values.insert(values.end(), {{"heading", it.heading}, {"created_at", it.created_at}, {"created_by", it.created_by}});
  BASSIN_DO(session.run(statement, sql::Session::Values(values)));
  return write_targets(session, it);
}

Result<void> update(sql::Session& session, Indicator const& it) {
  static std::string const statement =
      fmt::format("update grid_indicator set {}, version = :version, changed_at = :changed_at where id = :id", convention::facts_assigned);
  auto const values = values_of(it);
  BASSIN_DO(session.run(statement, sql::Session::Values(values)));
  return write_targets(session, it);
}

std::string json_of(Indicator const& it) {
  access::Json out{{"id", it.id}, {"heading", it.heading}};
  out.update(convention::json_of(it.facts));
  out["version"] = it.version;
  return access::text_of(out);
}

}  // namespace bassin::grids::internal
