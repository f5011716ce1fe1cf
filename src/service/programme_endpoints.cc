// The programme of a convention prepared from that of another one.
#include "convention/programme.h"

#include <nlohmann/json.hpp>

#include "service/body.h"
#include "service/casework_call.h"
#include "service/convention_endpoints.h"
#include "sql/store.h"

namespace bassin::service {

using base::Result;

namespace {

Json json_of(convention::TakenOver const& it) {
  Json out{{"taken", Json::array()}, {"left", Json::array()}};
  for (auto const& action : it.taken)
    out["taken"].push_back({{"id", action.id}, {"code", action.sheet.code}, {"title", action.sheet.title}});
  for (auto const& left : it.left) out["left"].push_back({{"code", left.code}, {"title", left.title}, {"why", id_of(left.why)}});
  return out;
}

Result<Json> post_programme(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"from", "actions"}));
  BASSIN_TRY(auto const from, body.text("from"));
  BASSIN_TRY(auto const actions, body.optional_texts("actions"));
  if (!actions || actions->empty()) return bad_field("actions", "≥ 1");
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const taken, convention::take_over(session, act, std::string(call.request.path_value("id")), from, *actions));
    return json_of(taken);
  });
}

}  // namespace

void add_programme_endpoints(Routes& routes, Casework const& casework) {
  routes.add({http::Method::post, "/api/v1/conventions/{id}/programme", access::Need::run_conventions, http::Lane::store},
             [&casework](Call const& call) { return post_programme(call, casework); });
}

}  // namespace bassin::service
