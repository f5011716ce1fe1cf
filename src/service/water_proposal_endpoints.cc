// What rising water proposes, and what the reader's organisation answers.
#include <nlohmann/json.hpp>

#include "crisis/crisis.h"
#include "service/body.h"
#include "service/casework_call.h"
#include "service/casework_names.h"
#include "service/known_parameters.h"
#include "service/waters_endpoints.h"
#include "service/waters_json.h"
#include "sql/store.h"

namespace bassin::service {

using base::Error;
using base::Result;

namespace {

std::string id_in(Call const& call) { return std::string(call.request.path_value("id")); }

Json or_null(std::string const& text) { return text.empty() ? Json(nullptr) : Json(text); }

std::string_view state_of(waters::Proposal const& it) {
  if (it.reply) return it.reply->followed ? "followed" : "dismissed";
  return it.overtaken_at.empty() ? "open" : "overtaken";
}

// Where the water is now, by the station's own mark; null where it is not watched any more.
Json now_json(waters::Proposal const& it, std::map<std::string, waters::Station> const& stations, base::Instant now) {
  auto const found = stations.find(it.station);
  if (found == stations.end() || !found->second.last) return nullptr;
  auto out = level_json(it.format, *found->second.last, now);
  out["above"] = found->second.last->value >= it.mark;
  return out;
}

Json proposal_json(waters::Proposal const& it, std::map<std::string, waters::Station> const& stations, CaseworkNames const& names,
                   base::Instant now) {
  Json reply = nullptr;
  if (it.reply)
    reply = {{"note", or_null(it.reply->note)},
             {"crisis", or_null(it.reply->crisis)},
             {"by", names.agent(it.reply->agent)},
             {"at", it.reply->at}};
  return {{"id", it.id},
          {"state", state_of(it)},
          {"station", stations.contains(it.station) ? Json(it.station) : Json(nullptr)},
          {"code", it.code},
          {"name", it.name},
          {"river", it.river},
          {"unit", id_of(unit_of(it.format))},
          {"mark", it.mark},
          {"word", it.word},
          {"level", it.passed.value},
          {"risenAt", it.risen_at},
          {"passedAt", to_iso(it.passed.at)},
          {"proposedAt", it.proposed_at},
          {"overtakenAt", or_null(it.overtaken_at)},
          {"now", now_json(it, stations, now)},
          {"reply", std::move(reply)}};
}

Result<waters::Which> which_in(Call const& call) {
  auto const text = asked(call, "which").value_or("open");
  if (text == "open") return waters::Which::open;
  if (text == "all") return waters::Which::all;
  return Error("query.bad_value", {{"name", "which"}, {"value", text.substr(0, 100)}, {"allowed", "open, all"}});
}

Result<Json> get_proposals(Call const& call, Casework const& casework) {
  BASSIN_DO(known_only(call.request.query, {"which"}));
  BASSIN_TRY(auto const which, which_in(call));
  auto const now = casework.now();
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const all, waters::proposals(session, call.reader, which, now));
    BASSIN_TRY(auto const watched, waters::stations(session));
    std::map<std::string, waters::Station> stations;
    for (auto const& it : watched) stations.emplace(it.id, it);
    Referred referred;
    for (auto const& it : all)
      if (it.reply) referred.agents.insert(it.reply->agent);
    BASSIN_TRY(auto const names, CaseworkNames::read(session, call.reader, referred));
    Json list = Json::array();
    for (auto const& it : all) list.push_back(proposal_json(it, stations, names, now));
    return Json{{"proposals", std::move(list)}};
  });
}

Result<Json> post_dismiss(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"note"}));
  BASSIN_TRY(auto const note, body.text("note"));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(waters::dismiss(session, act, id_in(call), note));
    return Json{{"changed", true}};
  });
}

Result<Json> post_follow(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"crisis"}));
  BASSIN_TRY(auto const room, body.text("crisis"));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const opened, crisis::find_crisis(session, call.reader, room));
    if (opened.facts.exercise) return Error("waters.exercise");
    BASSIN_DO(waters::follow_up(session, act, id_in(call), room));
    return Json{{"changed", true}};
  });
}

}  // namespace

void add_water_proposal_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Method;
  auto const add = [&](Method method, std::string_view path, auto endpoint) {
    routes.add({method, path, Need::run_conventions, http::Lane::store},
               [&casework, endpoint](Call const& call) { return endpoint(call, casework); });
  };
  add(Method::get, "/api/v1/waters/proposals", get_proposals);
  add(Method::post, "/api/v1/waters/proposals/{id}/dismiss", post_dismiss);
  add(Method::post, "/api/v1/waters/proposals/{id}/follow", post_follow);
}

}  // namespace bassin::service
