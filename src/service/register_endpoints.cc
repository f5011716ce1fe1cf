#include "service/register_endpoints.h"

#include "service/call.h"

namespace bassin::service {

void add_register_endpoints(Routes& routes) {
  using access::Need;
  using http::Method;
  routes.add({Method::get, "/api/v1/establishments", Need::see_businesses}, get_establishments);
  routes.add({Method::get, "/api/v1/establishments/{id}", Need::see_businesses}, get_establishment);
  routes.add({Method::get, "/api/v1/search", Need::see_businesses}, get_search);
  routes.add({Method::get, "/api/v1/count", Need::see_aggregates}, get_count);
  routes.add({Method::get, "/api/v1/series", Need::see_aggregates}, get_series);
  routes.add({Method::get, "/api/v1/territories", Need::see_aggregates}, get_territories);
  routes.add({Method::get, "/api/v1/activities", Need::see_aggregates}, get_activities);
}

}  // namespace bassin::service
