#include "support/internal/project_rows.h"

#include <fmt/format.h>

#include "base/fold.h"

namespace bassin::support::internal {

using access::Level;
using base::Result;

namespace {

constexpr std::string_view columns =
    "id, organisation, agent, name, folded, kind, stage, description, commune, nomenclature, activity, planned_on, source, action, "
    "kept_in, "
    "opened_on, closed_on, outcome, siret, version, created_at, created_by, changed_at";

constexpr std::string_view takes_part =
    "exists (select 1 from need n join need_party q on q.need = n.id where n.business = 'project:' || project.id and q.organisation = "
    ":sharing_reader and n.organisation = project.organisation) or exists (select 1 from follow_up f join follow_up_member m on "
    "m.follow_up = f.id where f.business = 'project:' || "
    "project.id and m.organisation = :sharing_reader and m.state in ('invited', 'member') and f.organisation = "
    "project.organisation)";

std::string text(sql::Row const& row, std::string_view column) { return row.optional_text(column).value_or(""); }

Project project_of(sql::Row const& row) {
  Project out;
  out.id = row.text("id");
  out.organisation = row.text("organisation");
  auto& f = out.facts;
  f.name = row.text("name");
  f.kind = parse_project_kind(row.text("kind")).value_or(ProjectKind::creation);
  f.stage = parse_project_stage(row.text("stage")).value_or(ProjectStage::idea);
  f.description = row.text("description");
  f.commune = row.text("commune");
  f.nomenclature = row.text("nomenclature");
  f.activity = row.text("activity");
  f.planned_on = base::parse_date(text(row, "planned_on"));
  f.source = row.text("source");
  f.agent = row.text("agent");
  f.action = text(row, "action");
  f.kept_in = row.flag("kept_in");
  out.opened_on = base::parse_date(row.text("opened_on")).value_or(base::Date{});
  out.closed_on = base::parse_date(text(row, "closed_on"));
  out.outcome = parse_project_outcome(text(row, "outcome"));
  out.siret = text(row, "siret");
  out.version = row.integer("version");
  out.created_at = row.text("created_at");
  out.created_by = row.text("created_by");
  out.changed_at = row.text("changed_at");
  return out;
}

// What the level does not open is not there.
Project shown(Project it, Level level) {
  if (level == Level::content) return it;
  Project out;
  out.id = it.id;
  out.organisation = it.organisation;
  out.facts.commune = it.facts.commune;
  out.opened_on = it.opened_on;
  out.version = it.version;
  if (level < Level::header) return out;
  out.facts.kind = it.facts.kind;
  out.facts.stage = it.facts.stage;
  out.facts.nomenclature = it.facts.nomenclature;
  out.facts.activity = it.facts.activity;
  out.facts.planned_on = it.facts.planned_on;
  out.facts.agent = it.facts.agent;
  out.closed_on = it.closed_on;
  out.outcome = it.outcome;
  return out;
}

sql::Value day_or_null(std::optional<base::Date> const& day) { return day ? sql::Value(to_iso(*day)) : sql::Value(); }

std::vector<sql::Named> values_of(Project const& it) {
  auto const& f = it.facts;
  return {{"id", it.id},
          {"agent", f.agent},
          {"name", f.name},
          {"folded", folded_words(f.name)},
          {"kind", id_of(f.kind)},
          {"stage", id_of(f.stage)},
          {"description", f.description},
          {"commune", f.commune},
          {"nomenclature", f.nomenclature},
          {"activity", f.activity},
          {"planned_on", day_or_null(f.planned_on)},
          {"source", f.source},
          {"action", sql::or_null(f.action)},
          {"kept_in", f.kept_in ? 1 : 0},
          {"closed_on", day_or_null(it.closed_on)},
          {"outcome", it.outcome ? sql::Value(std::string(id_of(*it.outcome))) : sql::Value()},
          {"siret", sql::or_null(it.siret)},
          {"version", it.version},
          {"changed_at", it.changed_at}};
}

}  // namespace

Result<std::vector<SeenProject>> projects_where(sql::Session& session, access::Reader const& reader, base::Date today,
                                                std::string_view condition, std::string_view outside, std::vector<sql::Named> values,
                                                std::size_t most) {
  static std::string const beginning =
      fmt::format("select {0}, level from (select {0}, case when {1} then {2} else {3} end as level from project where ", columns,
                  takes_part, static_cast<int>(Level::content),
                  access::level_sql(access::RecordKind::follow_up, "project.organisation", "project.commune", "project.kept_in"));
  auto const statement = fmt::format("{}{}) seen where level > 0 and {} order by id desc limit {}", beginning, condition, outside, most);
  auto const more = access::level_values(reader, to_iso(today));
  values.insert(values.end(), more.begin(), more.end());
  BASSIN_TRY(auto const rows, session.rows(statement, sql::Session::Values(values)));
  std::vector<SeenProject> out;
  for (auto const& row : rows) {
    auto const level = static_cast<Level>(row.integer("level"));
    out.push_back({shown(project_of(row), level), level});
  }
  return out;
}

access::Json json_of(Project const& it) {
  auto const& f = it.facts;
  return {{"id", it.id},
          {"name", f.name},
          {"kind", id_of(f.kind)},
          {"stage", id_of(f.stage)},
          {"description", f.description},
          {"commune", f.commune},
          {"activity", f.activity},
          {"plannedOn", f.planned_on ? access::Json(to_iso(*f.planned_on)) : access::Json(nullptr)},
          {"source", f.source},
          {"agent", f.agent},
          {"action", f.action},
          {"keptIn", f.kept_in},
          {"closedOn", it.closed_on ? access::Json(to_iso(*it.closed_on)) : access::Json(nullptr)},
          {"outcome", it.outcome ? access::Json(id_of(*it.outcome)) : access::Json(nullptr)},
          {"siret", it.siret},
          {"version", it.version}};
}

Result<void> insert(sql::Session& session, Project const& it) {
  auto values = values_of(it);
  values.insert(values.end(), {{"organisation", it.organisation},
                               {"opened_on", to_iso(it.opened_on)},
                               {"created_at", it.created_at},
                               {"created_by", it.created_by}});
  return session.run(
      "insert into project (id, organisation, agent, name, folded, kind, stage, description, commune, nomenclature, activity, planned_on, "
      "source, action, kept_in, opened_on, closed_on, outcome, siret, version, created_at, created_by, changed_at) values (:id, "
      ":organisation, :agent, :name, :folded, :kind, :stage, :description, :commune, :nomenclature, :activity, :planned_on, :source, "
      ":action, :kept_in, :opened_on, :closed_on, :outcome, :siret, :version, :created_at, :created_by, :changed_at)",
      values);
}

Result<void> update(sql::Session& session, Project const& it) {
  return session.run(
      "update project set agent = :agent, name = :name, folded = :folded, kind = :kind, stage = :stage, description = :description, "
      "commune "
      "= :commune, nomenclature = :nomenclature, activity = :activity, planned_on = :planned_on, source = :source, action = :action, "
      "kept_in = :kept_in, closed_on = :closed_on, outcome = :outcome, siret = :siret, version = :version, changed_at = :changed_at where "
      "id = :id",
      values_of(it));
}

std::string folded_words(std::string_view text) { return " " + base::fold(text); }

}  // namespace bassin::support::internal
