// What of conventions wants somebody's attention.
#pragma once

namespace bassin::service {

class Routes;
struct Casework;

// `casework` outlives the routes.
void add_alert_endpoints(Routes& routes, Casework const& casework);

}  // namespace bassin::service
