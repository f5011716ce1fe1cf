#include "app/routes.h"

#include "service/export.h"
#include "service/health_endpoints.h"
#include "service/map_endpoints.h"
#include "service/register_endpoints.h"

namespace bassin::app {

void add_routes(service::Routes& routes, Parts const& parts) {
  service::add_health_endpoints(routes, *parts.metrics);
  service::add_register_endpoints(routes);
  service::add_map_endpoints(routes);
  service::add_export_endpoints(routes, *parts.exports);
}

}  // namespace bassin::app
