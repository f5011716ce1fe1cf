#include "service/action_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace bassin::service {

using convention::Action;

namespace {

Json axis_of(ActionSight const& sight, std::string const& id) {
  auto const& axes = sight.text.axes;
  auto const found = std::find_if(axes.begin(), axes.end(), [&](convention::Axis const& axis) { return axis.id == id; });
  return found == axes.end() ? axis_json({id, "", "", "", {}}) : axis_json(*found);
}

Json member_json(convention::Member const& it, Organisations const& names) {
  return {{"organisation", names.with_kind(it.organisation)},
          {"part", id_of(it.part)},
          {"plannedHalfDays", it.planned_half_days},
          {"dayCost", it.day_cost}};
}

Json budget_json(convention::BudgetLine const& it, Organisations const& names) {
  return {{"label", it.label},
          {"financer", names.named(it.financer)},
          {"financerName", it.financer_name},
          {"nature", id_of(it.nature)},
          {"planned", it.planned},
          {"committed", it.committed},
          {"spent", it.spent}};
}

}  // namespace

Json summary_json(Action const& action, ActionSight const& sight) {
  auto const& it = action.sheet;
  std::int64_t half_days = 0, planned = 0, committed = 0, spent = 0;
  for (auto const& member : it.members) half_days += member.planned_half_days;
  for (auto const& line : it.budget) {
    planned += line.planned;
    committed += line.committed;
    spent += line.spent;
  }
  return {{"id", action.id},
          {"axis", it.axis},
          {"code", it.code},
          {"title", it.title},
          {"lead", sight.names.with_kind(action.lead())},
          {"progress", id_of(it.progress)},
          {"late", action.late_on(sight.today)},
          {"startsOn", day_json(it.starts_on)},
          {"endsOn", day_json(it.ends_on)},
          {"plannedHalfDays", half_days},
          {"planned", planned},
          {"committed", committed},
          {"spent", spent},
          {"mine", sight.mine}};
}

Json action_json(Action const& action, Json pilot, ActionSight const& sight) {
  auto const& it = action.sheet;
  auto const& convention = sight.text.convention;
  Json out{{"id", action.id},
           {"convention", {{"id", convention.id}, {"name", convention.title}}},
           {"axis", axis_of(sight, it.axis)},
           {"code", it.code},
           {"title", it.title},
           {"context", it.context},
           {"objectives", it.objectives},
           {"audience", it.audience},
           {"description", it.description},
           {"deliverables", it.deliverables},
           {"risks", it.risks},
           {"pilot", std::move(pilot)},
           {"progress", id_of(it.progress)},
           {"late", action.late_on(sight.today)},
           {"startsOn", day_json(it.starts_on)},
           {"endsOn", day_json(it.ends_on)},
           {"members", Json::array()},
           {"milestones", Json::array()},
           {"budget", Json::array()},
           {"version", action.version},
           {"changedAt", action.changed_at},
           {"mine", sight.mine}};
  for (auto const& member : it.members) out["members"].push_back(member_json(member, sight.names));
  for (auto const& one : it.milestones)
    out["milestones"].push_back({{"label", one.label}, {"dueOn", day_json(one.due_on)}, {"doneOn", day_json(one.done_on)}});
  for (auto const& line : it.budget) out["budget"].push_back(budget_json(line, sight.names));
  return out;
}

}  // namespace bassin::service
