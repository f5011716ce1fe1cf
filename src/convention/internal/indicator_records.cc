#include "convention/internal/indicator_records.h"

#include <fmt/format.h>

#include "access/record_json.h"
#include "base/uuid.h"
#include "convention/internal/records.h"
#include "convention/internal/values.h"

namespace bassin::convention::internal {

using access::Json;
using base::Error;
using base::Result;

namespace {

std::string const& indicator_columns() {
  static std::string const columns = fmt::format("id, action, {}, version, created_at, created_by, changed_at", facts_columns);
  return columns;
}

Indicator indicator_of(sql::Row const& row) {
  Indicator out;
  out.id = row.text("id");
  out.action = row.text("action");
  out.facts = facts_of(row);
  out.version = row.integer("version");
  out.created_at = row.text("created_at");
  out.created_by = row.text("created_by");
  out.changed_at = row.text("changed_at");
  return out;
}

// `which`: a condition over the table indicator with ":id".
Result<std::vector<Indicator>> read_where(sql::Session& session, std::string_view which, std::string const& id) {
  BASSIN_TRY(auto const rows, session.rows(fmt::format("select {} from indicator where removed_at is null and {} order by action, code, id",
                                                       indicator_columns(), which),
                                           {{"id", id}}));
  BASSIN_TRY(auto const targets,
             session.rows(fmt::format("select indicator, year, target from indicator_target where indicator in (select id from indicator "
                                      "where {}) order by indicator, year",
                                      which),
                          {{"id", id}}));
  std::vector<Indicator> out;
  std::map<std::string, Indicator*> by_id;
  for (auto const& row : rows) out.push_back(indicator_of(row));
  for (auto& it : out) by_id[it.id] = &it;
  for (auto const& row : targets) {
    auto const found = by_id.find(row.text("indicator"));
    if (found != by_id.end()) found->second->facts.targets[static_cast<int>(row.integer("year"))] = row.real("target");
  }
  return out;
}

std::vector<sql::Named> values_of(Indicator const& indicator) {
  auto out = facts_values(indicator.facts);
  out.insert(out.end(), {{"id", indicator.id}, {"version", indicator.version}, {"changed_at", indicator.changed_at}});
  return out;
}

Result<void> write_targets(sql::Session& session, Indicator const& it) {
  BASSIN_DO(session.run("delete from indicator_target where indicator = :id", {{"id", it.id}}));
  for (auto const& [year, target] : it.facts.targets)
    BASSIN_DO(session.run("insert into indicator_target (indicator, year, target) values (:id, :year, :target)",
                          {{"id", it.id}, {"year", year}, {"target", target}}));
  return {};
}

}  // namespace

Result<std::vector<Indicator>> read_indicators(sql::Session& session, std::string const& convention) {
  return read_where(session, "action in (select id from action where convention = :id)", convention);
}

Result<Indicator> read_indicator(sql::Session& session, std::string const& id) {
  BASSIN_TRY(auto found, read_where(session, "id = :id", id));
  if (found.empty()) return Error("convention.unknown_indicator", {{"id", id}});
  return std::move(found.front());
}

Result<void> insert(sql::Session& session, Indicator const& it) {
  static std::string const statement = fmt::format(
      "insert into indicator (id, action, {}, version, created_at, created_by, changed_at) values (:id, :action, {}, :version, "
      ":created_at, :created_by, :changed_at)",
      facts_columns, facts_places);
  auto values = values_of(it);
  values.insert(values.end(), {{"action", it.action}, {"created_at", it.created_at}, {"created_by", it.created_by}});
  BASSIN_DO(session.run(statement, sql::Session::Values(values)));
  return write_targets(session, it);
}

Result<void> update(sql::Session& session, Indicator const& it) {
  static std::string const statement =
      fmt::format("update indicator set {}, version = :version, changed_at = :changed_at where id = :id", facts_assigned);
  auto const values = values_of(it);
  BASSIN_DO(session.run(statement, sql::Session::Values(values)));
  return write_targets(session, it);
}

Result<void> end(sql::Session& session, Indicator const& it, std::string const& at) {
  return session.run("update indicator set removed_at = :at, version = version + 1 where id = :id", {{"at", at}, {"id", it.id}});
}

std::string json_of(Indicator const& indicator) {
  Json out{{"id", indicator.id}, {"action", indicator.action}};
  out.update(json_of(indicator.facts));
  out["version"] = indicator.version;
  return access::text_of(out);
}

Result<void> insert(sql::Session& session, EnteredValue const& it) {
  auto const values = version_values(it);
  return session.run("insert into indicator_value " + std::string(version_inserted), sql::Session::Values(values));
}

Result<void> end(sql::Session& session, EnteredValue const& it, std::string const& at) {
  return session.run("update indicator_value set ended_at = :at where entry = :id and ended_at is null", {{"at", at}, {"id", it.id}});
}

}  // namespace bassin::convention::internal
