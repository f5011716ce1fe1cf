// For whoever watches over the server: /healthz (it answers), /readyz (it has a register to answer from), /metrics.
#pragma once

#include "service/call.h"
#include "service/metrics.h"

namespace bassin::service {

// `metrics` outlives the router.
void add_health_endpoints(Routes& routes, Metrics const& metrics);

}  // namespace bassin::service
