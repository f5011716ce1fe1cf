#include "service/map_endpoints.h"

#include "service/call.h"

namespace bassin::service {

void add_map_endpoints(Routes& routes) {
  using access::Need;
  using http::Method;
  routes.add_raw({Method::get, "/api/v1/tiles/{z}/{x}/{y}", Need::see_businesses}, get_tile);
}

}  // namespace bassin::service
