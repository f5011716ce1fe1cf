// GET /api/v1/damage-reports/{id}/proposals: whom a report may be about.
#include <nlohmann/json.hpp>

#include "service/crisis_endpoints.h"
#include "service/crisis_json.h"
#include "service/damage_proposals.h"
#include "service/json_answers.h"

namespace bassin::service {

using base::Result;

namespace {

Json proposal_json(Call const& call, Proposal const& it) {
  Json reasons = Json::array();
  for (auto const reason : it.reasons) reasons.push_back(id_of(reason));
  return {{"business", it.business},
          {"reasons", std::move(reasons)},
          {"metres", it.metres ? Json(*it.metres) : Json(nullptr)},
          {"case", it.it ? Json{{"id", it.it->id}, {"state", id_of(it.it->state)}} : Json(nullptr)},
          {"name", to_json(it.row.name)},
          {"address", to_json(it.row.address)},
          {"place", commune_json(call, it.row.commune.empty() ? it.row.commune_code : it.row.commune)}};
}

Result<Json> get_proposals(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const found, proposals_for(call, casework, std::string(call.request.path_value("id"))));
  Json out = Json::array();
  for (auto const& it : found) out.push_back(proposal_json(call, it));
  return Json{{"proposals", std::move(out)}};
}

}  // namespace

void add_damage_proposal_endpoints(Routes& routes, Casework const& casework) {
  routes.add({http::Method::get, "/api/v1/damage-reports/{id}/proposals", access::Need::see_personal, http::Lane::store},
             [&casework](Call const& call) { return get_proposals(call, casework); });
}

}  // namespace bassin::service
