// Indicators of actions, and the values that are entered for them.
#include <nlohmann/json.hpp>

#include "service/convention_endpoints.h"
#include "service/convention_json.h"
#include "service/indicator_answer.h"
#include "service/indicator_handlers.h"
#include "sql/store.h"

namespace bassin::service {

using base::Result;

namespace {

std::string id_in(Call const& call) { return std::string(call.request.path_value("id")); }

Result<Json> get_of_convention(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) { return indicators_answer(session, call, id_in(call), ""); });
}

Result<Json> get_of_action(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const action, convention::find_action(session, call.reader, id_in(call)));
    return indicators_answer(session, call, action.convention, action.id);
  });
}

}  // namespace

void add_indicator_endpoints(Routes& routes, Casework const& casework) {
  auto const add = [&](std::string_view path, auto endpoint) {
    routes.add({http::Method::get, path, access::Need::see_conventions, http::Lane::store},
               [&casework, endpoint](Call const& call) { return endpoint(call, casework); });
  };
  add("/api/v1/conventions/{id}/indicators", get_of_convention);
  add("/api/v1/actions/{id}/indicators", get_of_action);
  // Whoever may change the action writes its indicators, its pilot whatever their role: the module knows who that is.
  add_indicator_handlers(routes, casework, convention::action_indicators(),
                         {"/api/v1/actions/{id}/indicators", "/api/v1/indicators/{id}", "/api/v1/indicators/{id}/values",
                          "/api/v1/indicator-values/{id}", access::Need::see_conventions});
}

}  // namespace bassin::service
