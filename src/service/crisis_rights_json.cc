#include "service/crisis_rights_json.h"

#include <array>

#include "service/crisis_json.h"
#include "service/decree_json.h"

namespace bassin::service {

namespace {

using crisis::Right;

template <class T>
Json or_null(std::optional<T> const& value) {
  return value ? Json(*value) : Json(nullptr);
}
Json day_or_null(std::optional<base::Date> day) { return day ? Json(base::to_iso(*day)) : Json(nullptr); }

std::string_view id_of(Right::State state) {
  constexpr std::array<std::string_view, 4> ids{"open", "asks", "passed", "closed"};
  return ids[static_cast<std::size_t>(state)];
}
std::string_view id_of(reference::CountedFrom from) {
  constexpr std::array<std::string_view, 4> ids{"nothing", "publication", "event", "standstill"};
  return ids[static_cast<std::size_t>(from)];
}

Json fact_json(crisis::Fact const& it) {
  return {{"condition", reference::id_of(it.condition)}, {"holds", or_null(it.holds)}, {"source", crisis::id_of(it.source)}};
}

Json right_json(Call const& call, Right const& it) {
  return {{"right", it.rule->id},
          {"heading", reference::id_of(it.rule->heading)},
          {"state", id_of(it.state)},
          {"until", day_or_null(it.until)},
          {"countedFrom", id_of(it.rule->counted)},
          {"days", it.rule->days == 0 ? Json(nullptr) : Json(it.rule->days)},
          {"workDays", it.rule->work_days},
          {"most", or_null(it.rule->amount)},
          {"conditions", conditions_json(it.rule->conditions)},
          {"unknown", conditions_json(it.unknown)},
          {"failed", conditions_json(it.failed)},
          {"source", it.rule->source.in(call.language())}};
}

Json answer_json(crisis::RightAnswer const& it, CaseworkNames const& names) {
  return {{"question", crisis::id_of(it.question)},
          {"number", it.number},
          {"value", it.value},
          {"organisation", names.organisation(it.organisation)},
          {"agent", names.agent(it.agent)},
          {"at", it.at}};
}

Json request_json(crisis::Request const& request, CaseworkNames const& names) {
  auto const& it = request.facts;
  return {{"id", request.id},
          {"right", it.right},
          {"name", it.name},
          {"askedOn", base::to_iso(it.asked_on)},
          {"asked", or_null(it.asked)},
          {"decision", crisis::id_of(it.decision)},
          {"decidedOn", day_or_null(it.decided_on)},
          {"granted", or_null(it.granted)},
          {"paidOn", day_or_null(it.paid_on)},
          {"paid", or_null(it.paid)},
          {"note", it.note},
          {"organisation", names.organisation(request.organisation)},
          {"agent", names.agent(request.agent)},
          {"version", request.version},
          {"changedAt", request.changed_at}};
}

Json figure_json(crisis::AidFigure const& it) {
  auto const one = [](std::uint64_t count, std::uint64_t priced, std::int64_t euros) {
    return Json{{"count", count}, {"priced", priced}, {"euros", euros}};
  };
  return {{"asked", one(it.asked, it.asked_priced, it.asked_euros)},
          {"granted", one(it.granted, it.granted_priced, it.granted_euros)},
          {"refused", it.refused},
          {"paid", one(it.paid, it.paid_priced, it.paid_euros)}};
}

}  // namespace

Json conditions_json(std::vector<reference::Condition> const& conditions) {
  Json out = Json::array();
  for (auto const it : conditions) out.push_back(reference::id_of(it));
  return out;
}

void refer(crisis::CaseRights const& it, Referred& out) {
  for (auto const& answer : it.answers) out.agents.insert(answer.agent);
  for (auto const& request : it.requests) out.agents.insert(request.agent);
  for (auto const& decree : it.decrees) out.agents.insert(decree.added_by);
}

Json rights_json(Call const& call, crisis::CaseRights const& it, CaseworkNames const& names) {
  Json facts = Json::array(), rights = Json::array(), decrees = Json::array(), answers = Json::array(), requests = Json::array();
  for (auto const& fact : it.facts) facts.push_back(fact_json(fact));
  for (auto const& right : it.rights) rights.push_back(right_json(call, right));
  for (auto const& decree : it.decrees) decrees.push_back(decree_json(call, decree, names));
  for (auto const& answer : it.answers) answers.push_back(answer_json(answer, names));
  for (auto const& request : it.requests) requests.push_back(request_json(request, names));
  return {{"case", it.it.id},
          {"hitOn", base::to_iso(it.damage.on)},
          {"hitOnSaid", it.day_said},
          {"standstillOn", day_or_null(it.damage.standstill)},
          {"facts", std::move(facts)},
          {"rights", std::move(rights)},
          {"decrees", std::move(decrees)},
          {"decree", it.decree.empty() ? Json(nullptr) : Json(it.decree)},
          {"answers", std::move(answers)},
          {"requests", std::move(requests)}};
}

Json aid_json(crisis::Aid const& it) {
  Json rights = Json::array(), headings = Json::array();
  for (auto const& [right, figure] : it.by_right)
    rights.push_back({{"right", right}, {"heading", reference::id_of(reference::heading_of(right))}, {"figures", figure_json(figure)}});
  for (auto const& [heading, figure] : it.by_heading)
    headings.push_back({{"heading", reference::id_of(heading)}, {"figures", figure_json(figure)}});
  return {{"rights", std::move(rights)}, {"headings", std::move(headings)}};
}

}  // namespace bassin::service
