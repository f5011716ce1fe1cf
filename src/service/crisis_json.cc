#include "service/crisis_json.h"

#include "base/instant.h"
#include "crisis/situation.h"
#include "crisis/zone.h"
#include "reference/geography.h"

namespace bassin::service {

namespace {

Json text_or_null(std::string const& text) { return text.empty() ? Json(nullptr) : Json(text); }

}  // namespace

Json commune_json(Call const& call, std::string const& code) {
  auto const name = reference::geography().commune_name(code, call.context.today());
  return {{"code", code}, {"label", name.empty() ? code : std::string(name)}};
}

Json crisis_json(crisis::Crisis const& it, CaseworkNames const& names) {
  return {{"id", it.id},
          {"kind", id_of(it.facts.kind)},
          {"title", it.facts.title},
          {"description", it.facts.description},
          {"beganAt", base::to_iso(it.facts.began_at)},
          {"exercise", it.facts.exercise},
          {"organisation", names.organisation(it.organisation)},
          {"state", id_of(it.state)},
          {"zone", it.zone},
          {"version", it.version},
          {"openedAt", it.opened_at},
          {"openedBy", names.agent(it.opened_by)},
          {"changedAt", it.changed_at},
          {"closedAt", text_or_null(it.closed_at)},
          {"followsOn", names.organisation(it.follows_on)}};
}

Json member_json(crisis::Member const& it, CaseworkNames const& names) {
  return {{"organisation", names.organisation(it.organisation)},
          {"askedAt", it.asked_at},
          {"joinedAt", text_or_null(it.joined_at)},
          {"leftAt", text_or_null(it.left_at)}};
}

Json zone_json(Call const& call, crisis::Zone const& it, CaseworkNames const& names) {
  Json communes = Json::array(), streets = Json::array();
  for (auto const& code : it.facts.communes) communes.push_back(commune_json(call, code));
  for (auto const& street : it.facts.streets) streets.push_back({{"commune", commune_json(call, street.commune)}, {"name", street.name}});
  auto const& field = reference::definition_of(it.facts.field);
  return {{"number", it.number},
          {"source", id_of(it.facts.source)},
          {"field", {{"id", field.id}, {"name", field.name.in(call.language())}}},
          {"note", it.facts.note},
          {"outline", it.facts.outline.empty() ? Json(nullptr) : Json::parse(it.facts.outline, nullptr, false)},
          {"communes", std::move(communes)},
          {"streets", std::move(streets)},
          {"drawnAt", it.drawn_at},
          {"drawnBy", names.agent(it.drawn_by)}};
}

Json figures_json(crisis::Figures const& it) {
  auto const coverage = it.coverage();
  return {{"potential", it.potential},       {"unlocated", it.unlocated},
          {"indirect", it.indirect},         {"reported", it.reported},
          {"contacted", it.contacted},       {"visited", it.visited},
          {"qualified", it.qualified},       {"filed", it.filed},
          {"reopened", it.reopened},         {"closedForGood", it.closed_for_good},
          {"nothingToDo", it.nothing_to_do}, {"closed", it.closed},
          {"partlyOpen", it.partly_open},    {"open", it.open},
          {"inaccessible", it.inaccessible}, {"urgent", it.urgent},
          {"nobodys", it.nobodys},           {"coverage", coverage ? Json(*coverage) : Json(nullptr)}};
}

Json case_json(Call const& call, crisis::Case const& it, CaseworkNames const& names, std::string const& now) {
  bool const held = !it.held_by.empty() && it.held_until > now;
  Json line = nullptr;
  if (held) line = {{"agent", names.agent(it.held_by)}, {"until", it.held_until}, {"mine", it.held_by == call.reader.agent}};
  return {{"id", it.id},
          {"business", it.business},
          {"place", commune_json(call, it.commune)},
          {"entry", id_of(it.entry)},
          {"entered", it.entered},
          {"leftZone", it.left_zone ? Json(*it.left_zone) : Json(nullptr)},
          {"state", id_of(it.state)},
          {"reached", id_of(it.reached)},
          {"trading", id_of(it.trading)},
          {"priority", it.priority ? Json(*it.priority) : Json(nullptr)},
          {"organisation", names.organisation(it.organisation)},
          {"agent", names.agent(it.agent)},
          {"line", std::move(line)},
          {"version", it.version},
          {"changedAt", it.changed_at}};
}

void refer(crisis::Case const& it, Referred& out) { out.agents.insert({it.agent, it.held_by}); }

}  // namespace bassin::service
