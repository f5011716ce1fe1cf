#include "service/map_endpoints.h"

#include <nlohmann/json.hpp>

#include "service/call.h"

namespace bassin::service {

namespace {

Json or_null(std::string const& text) { return text.empty() ? Json(nullptr) : Json(text); }

base::Result<Json> get_basemap(Call const& call) {
  auto const& basemap = call.context.basemap;
  return Json{{"tiles", or_null(basemap.tiles)}, {"attribution", or_null(basemap.attribution)}};
}

}  // namespace

void add_map_endpoints(Routes& routes) {
  using access::Need;
  using http::Method;
  routes.add({Method::get, "/api/v1/basemap", Need::nothing, http::Lane::direct}, get_basemap);
  routes.add_raw({Method::get, "/api/v1/tiles/{z}/{x}/{y}", Need::see_businesses}, get_tile);
  routes.add_raw({Method::get, "/api/v1/contours/{territory}", Need::see_aggregates}, get_contours);
}

}  // namespace bassin::service
