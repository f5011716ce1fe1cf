#include "service/need_json.h"

#include <nlohmann/json.hpp>

#include "partners/organisation.h"
#include "sql/session.h"

namespace bassin::service {

using access::Level;
using base::Result;
using support::NeedState;
using support::SeenNeed;

namespace {

struct Writing {
  access::Reader const& reader;
  base::Date today;
  CaseworkNames names;
  std::map<std::string, std::string> teams;
};

Result<std::map<std::string, std::string>> team_names(sql::Session& session, std::vector<SeenNeed> const& needs) {
  std::set<std::string> ids;
  for (auto const& it : needs) {
    ids.insert(it.need.to.team);
    for (auto const& step : it.steps) ids.insert(step.to.team);
  }
  ids.erase("");
  return partners::team_names(session, ids);
}

Json receiver_json(support::Receiver const& it, Writing const& writing) {
  if (it.organisation.empty()) return nullptr;
  auto const team = writing.teams.find(it.team);
  return {{"organisation", writing.names.organisation(it.organisation)},
          {"team", it.team.empty() ? Json(nullptr)
                                   : Json{{"id", it.team}, {"name", team == writing.teams.end() ? Json(nullptr) : Json(team->second)}}},
          {"agent", writing.names.agent(it.agent)}};
}

// What the reader may do with it now: the words of the steps.
Json may_json(SeenNeed const& it, access::Reader const& reader) {
  Json out = Json::array();
  if (it.level != Level::content || !access::allows(reader, access::Need::edit_businesses)) return out;
  auto const& need = it.need;
  bool const gives = need.organisation == reader.organisation;
  bool const receives = need.to.organisation == reader.organisation;
  bool const waiting = need.state == NeedState::waiting;
  bool const taken = need.state == NeedState::taken;
  bool const declined = need.state == NeedState::declined;
  if (receives && waiting) out = {"accept", "decline"};
  if (receives && taken) out.push_back("close");
  if ((receives && (waiting || taken)) || (gives && (waiting || declined))) out.push_back("pass_on");
  if (gives && (waiting || declined)) out.push_back("withdraw");
  return out;
}

Json steps_json(SeenNeed const& it, Writing const& writing) {
  Json out = Json::array();
  for (auto const& step : it.steps) {
    out.push_back({{"what", step.what},
                   {"at", step.at},
                   {"organisation", writing.names.organisation(step.organisation)},
                   {"agent", writing.names.agent(step.agent)},
                   {"why", step.why},
                   {"to", receiver_json(step.to, writing)}});
  }
  return out;
}

Json to_json(SeenNeed const& it, Writing const& writing) {
  auto const& need = it.need;
  bool const header = it.level >= Level::header;
  bool const content = it.level >= Level::content;
  return {{"id", need.id},
          {"business", need.business},
          {"level", id_of(it.level)},
          {"at", need.created_at},
          {"organisation", writing.names.organisation(need.organisation)},
          {"agent", writing.names.agent(need.agent)},
          {"theme", header ? Json(id_of(need.facts.theme)) : Json(nullptr)},
          {"state", header ? Json(id_of(need.state)) : Json(nullptr)},
          {"outcome", need.outcome ? Json(id_of(*need.outcome)) : Json(nullptr)},
          {"to", receiver_json(need.to, writing)},
          {"keptIn", need.facts.kept_in},
          {"text", content ? Json(need.facts.text) : Json(nullptr)},
          {"handedAt", content ? Json(need.handed_at) : Json(nullptr)},
          {"takenBy", writing.names.agent(need.taken_by)},
          {"silentDays", content ? Json(support::silent_days_on(need, writing.today)) : Json(nullptr)},
          {"action", writing.names.action(need.facts.action)},
          {"followUp", need.facts.follow_up.empty() ? Json(nullptr) : Json(need.facts.follow_up)},
          {"steps", steps_json(it, writing)},
          {"may", may_json(it, writing.reader)},
          {"version", content ? Json(need.version) : Json(nullptr)}};
}

}  // namespace

Result<Json> needs_json(sql::Session& session, access::Reader const& reader, base::Date today, std::vector<SeenNeed> const& needs) {
  Referred referred;
  for (auto const& it : needs) {
    referred.agents.insert({it.need.agent, it.need.to.agent, it.need.taken_by});
    referred.actions.insert(it.need.facts.action);
    for (auto const& step : it.steps) referred.agents.insert({step.agent, step.to.agent});
  }
  BASSIN_TRY(auto names, CaseworkNames::read(session, reader, referred));
  BASSIN_TRY(auto teams, team_names(session, needs));
  Writing const writing{reader, today, std::move(names), std::move(teams)};
  Json out = Json::array();
  for (auto const& it : needs) out.push_back(to_json(it, writing));
  return out;
}

}  // namespace bassin::service
