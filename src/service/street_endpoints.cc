// Streets of a commune, for who names a zone by them.
#include <nlohmann/json.hpp>

#include "service/crisis_endpoints.h"
#include "service/crisis_ground.h"
#include "service/crisis_json.h"
#include "service/known_parameters.h"

namespace bassin::service {

using base::Result;

namespace {

Result<Json> get_streets(Call const& call, Casework const& casework) {
  BASSIN_DO(known_only(call.request.query, {"commune", "field"}));
  auto const commune = asked(call, "commune").value_or("");
  auto const id = asked(call, "field").value_or("economic-fabric");
  auto const field = reference::parse_field(id);
  if (!field) return base::Error("query.bad_value", {{"name", "field"}, {"value", id.substr(0, 100)}, {"allowed", "all, cma…"}});
  BASSIN_TRY(auto const streets, streets_of(call, casework, commune, *field));
  Json list = Json::array();
  for (auto const& it : streets) list.push_back({{"name", it.name}, {"businesses", it.businesses}});
  return Json{{"place", commune_json(call, commune)}, {"streets", std::move(list)}};
}

}  // namespace

void add_street_endpoints(Routes& routes, Casework const& casework) {
  routes.add({http::Method::get, "/api/v1/streets", access::Need::see_businesses, http::Lane::query},
             [&casework](Call const& call) { return get_streets(call, casework); });
}

}  // namespace bassin::service
