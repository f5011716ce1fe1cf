#include "convention/internal/action_records.h"

#include <fmt/format.h>

#include <map>

#include "access/record_json.h"
#include "convention/internal/records.h"
#include "convention/internal/values.h"

namespace bassin::convention::internal {

using access::Json;
using base::Error;
using base::Result;

namespace {

constexpr std::string_view action_columns =
    "id, convention, axis, code, title, context, objectives, audience, description, deliverables, risks, pilot, progress, starts_on, "
    "ends_on, "
    "version, created_at, created_by, changed_at";

std::optional<base::Date> day(sql::Row const& row, std::string_view column) { return day_of(row.optional_text(column)); }

Action action_of(sql::Row const& row) {
  Action out;
  out.id = row.text("id");
  out.convention = row.text("convention");
  auto& sheet = out.sheet;
  sheet.axis = row.text("axis");
  sheet.code = row.text("code");
  sheet.title = row.text("title");
  sheet.context = row.text("context");
  sheet.objectives = row.text("objectives");
  sheet.audience = row.text("audience");
  sheet.description = row.text("description");
  sheet.deliverables = row.text("deliverables");
  sheet.risks = row.text("risks");
  sheet.pilot = row.optional_text("pilot").value_or("");
  sheet.progress = parse_progress(row.text("progress")).value_or(Progress::to_start);
  sheet.starts_on = day(row, "starts_on");
  sheet.ends_on = day(row, "ends_on");
  out.version = row.integer("version");
  out.created_at = row.text("created_at");
  out.created_by = row.text("created_by");
  out.changed_at = row.text("changed_at");
  return out;
}

// Puts the rows of a list into the actions that they belong to.
template <class Fn>
Result<void> read_list(sql::Session& session, std::string_view table, std::string_view columns, std::string_view wanted,
                       std::string const& id, std::map<std::string, Sheet*> const& sheets, Fn&& take) {
  auto const statement = fmt::format(
      "select action, {} from {} where action in (select id from action where {} = :id) order by action, place", columns, table, wanted);
  BASSIN_TRY(auto const rows, session.rows(statement, {{"id", id}}));
  for (auto const& row : rows) take(*sheets.at(row.text("action")), row);
  return {};
}

// `wanted`: "id" or "convention".
Result<std::vector<Action>> read_where(sql::Session& session, std::string_view wanted, std::string const& id) {
  BASSIN_TRY(auto const rows,
             session.rows(fmt::format("select {} from action where {} = :id order by code, id", action_columns, wanted), {{"id", id}}));
  std::vector<Action> out;
  for (auto const& row : rows) out.push_back(action_of(row));
  std::map<std::string, Sheet*> sheets;
  for (auto& action : out) sheets[action.id] = &action.sheet;
  BASSIN_DO(read_list(session, "action_member", "organisation, part, planned_half_days, day_cost", wanted, id, sheets,
                      [](Sheet& sheet, sql::Row const& row) {
                        sheet.members.push_back({row.text("organisation"), parse_part(row.text("part")).value_or(Part::partner),
                                                 row.integer("planned_half_days"), row.integer("day_cost")});
                      }));
  BASSIN_DO(read_list(session, "action_milestone", "label, due_on, done_on", wanted, id, sheets, [](Sheet& sheet, sql::Row const& row) {
    sheet.milestones.push_back({row.text("label"), day(row, "due_on"), day(row, "done_on")});
  }));
  BASSIN_DO(read_list(session, "action_budget", "label, financer, financer_name, nature, planned, committed, spent", wanted, id, sheets,
                      [](Sheet& sheet, sql::Row const& row) {
                        sheet.budget.push_back({row.text("label"), row.optional_text("financer").value_or(""), row.text("financer_name"),
                                                parse_nature(row.text("nature")).value_or(Nature::subsidy), row.integer("planned"),
                                                row.integer("committed"), row.integer("spent")});
                      }));
  return out;
}

Result<void> write_members(sql::Session& session, Action const& action) {
  int place = 0;
  for (auto const& it : action.sheet.members)
    BASSIN_DO(
        session.run("insert into action_member (action, organisation, place, part, planned_half_days, day_cost) values (:action, "
                    ":organisation, :place, :part, :planned, :cost)",
                    {{"action", action.id},
                     {"organisation", it.organisation},
                     {"place", place++},
                     {"part", id_of(it.part)},
                     {"planned", it.planned_half_days},
                     {"cost", it.day_cost}}));
  return {};
}

Result<void> write_milestones(sql::Session& session, Action const& action) {
  int place = 0;
  for (auto const& it : action.sheet.milestones)
    BASSIN_DO(
        session.run("insert into action_milestone (action, place, label, due_on, done_on) values (:action, :place, :label, :due, :done)",
                    {{"action", action.id}, {"place", place++}, {"label", it.label}, {"due", iso(it.due_on)}, {"done", iso(it.done_on)}}));
  return {};
}

Result<void> write_budget(sql::Session& session, Action const& action) {
  int place = 0;
  for (auto const& it : action.sheet.budget)
    BASSIN_DO(
        session.run("insert into action_budget (action, place, label, financer, financer_name, nature, planned, committed, spent) values "
                    "(:action, :place, :label, :financer, :financer_name, :nature, :planned, :committed, :spent)",
                    {{"action", action.id},
                     {"place", place++},
                     {"label", it.label},
                     {"financer", sql::or_null(it.financer)},
                     {"financer_name", it.financer_name},
                     {"nature", id_of(it.nature)},
                     {"planned", it.planned},
                     {"committed", it.committed},
                     {"spent", it.spent}}));
  return {};
}

Result<void> write_lists(sql::Session& session, Action const& action) {
  for (auto const* const statement : {"delete from action_member where action = :id", "delete from action_milestone where action = :id",
                                      "delete from action_budget where action = :id"})
    BASSIN_DO(session.run(statement, {{"id", action.id}}));
  BASSIN_DO(write_members(session, action));
  BASSIN_DO(write_milestones(session, action));
  return write_budget(session, action);
}

std::vector<sql::Named> values_of(Action const& action) {
  auto const& it = action.sheet;
  return {{"id", action.id},
          {"axis", it.axis},
          {"code", it.code},
          {"title", it.title},
          {"context", it.context},
          {"objectives", it.objectives},
          {"audience", it.audience},
          {"description", it.description},
          {"deliverables", it.deliverables},
          {"risks", it.risks},
          {"pilot", sql::or_null(it.pilot)},
          {"progress", id_of(it.progress)},
          {"starts_on", iso(it.starts_on)},
          {"ends_on", iso(it.ends_on)},
          {"version", action.version},
          {"changed_at", action.changed_at}};
}

}  // namespace

Result<std::vector<Action>> read_actions(sql::Session& session, std::string const& convention) {
  return read_where(session, "convention", convention);
}

Result<Action> read_action(sql::Session& session, std::string const& id) {
  BASSIN_TRY(auto found, read_where(session, "id", id));
  if (found.empty()) return Error("convention.unknown_action", {{"id", id}});
  return std::move(found.front());
}

Result<void> insert(sql::Session& session, Action const& action) {
  auto values = values_of(action);
  values.insert(values.end(), {{"convention", action.convention}, {"created_at", action.created_at}, {"created_by", action.created_by}});
  BASSIN_DO(
      session.run("insert into action (id, convention, axis, code, title, context, objectives, audience, description, deliverables, "
                  "risks, pilot, progress, starts_on, ends_on, version, created_at, created_by, changed_at) values (:id, :convention, "
                  ":axis, :code, :title, :context, :objectives, :audience, :description, :deliverables, :risks, :pilot, :progress, "
                  ":starts_on, :ends_on, :version, :created_at, :created_by, :changed_at)",
                  sql::Session::Values(values)));
  return write_lists(session, action);
}

Result<void> update(sql::Session& session, Action const& action) {
  auto const values = values_of(action);
  BASSIN_DO(
      session.run("update action set axis = :axis, code = :code, title = :title, context = :context, objectives = :objectives, audience "
                  "= :audience, description = :description, deliverables = :deliverables, risks = :risks, pilot = :pilot, progress = "
                  ":progress, starts_on = :starts_on, ends_on = :ends_on, version = :version, changed_at = :changed_at where id = :id",
                  sql::Session::Values(values)));
  return write_lists(session, action);
}

std::string json_of(Action const& action) {
  auto const& it = action.sheet;
  Json out{{"id", action.id},
           {"convention", action.convention},
           {"axis", it.axis},
           {"code", it.code},
           {"title", it.title},
           {"context", it.context},
           {"objectives", it.objectives},
           {"audience", it.audience},
           {"description", it.description},
           {"deliverables", it.deliverables},
           {"risks", it.risks},
           {"pilot", it.pilot},
           {"progress", id_of(it.progress)},
           {"starts_on", day_json(it.starts_on)},
           {"ends_on", day_json(it.ends_on)},
           {"members", Json::array()},
           {"milestones", Json::array()},
           {"budget", Json::array()},
           {"version", action.version}};
  for (auto const& member : it.members)
    out["members"].push_back({{"organisation", member.organisation},
                              {"part", id_of(member.part)},
                              {"planned_half_days", member.planned_half_days},
                              {"day_cost", member.day_cost}});
  for (auto const& milestone : it.milestones)
    out["milestones"].push_back(
        {{"label", milestone.label}, {"due_on", day_json(milestone.due_on)}, {"done_on", day_json(milestone.done_on)}});
  for (auto const& line : it.budget)
    out["budget"].push_back({{"label", line.label},
                             {"financer", line.financer},
                             {"financer_name", line.financer_name},
                             {"nature", id_of(line.nature)},
                             {"planned", line.planned},
                             {"committed", line.committed},
                             {"spent", line.spent}});
  return access::text_of(out);
}

}  // namespace bassin::convention::internal
