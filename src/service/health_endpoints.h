// For whoever watches over the server: /healthz (it answers), /readyz (it has a register to answer from), /metrics.
#pragma once

#include "http/router.h"
#include "service/context.h"
#include "service/metrics.h"

namespace bassin::service {

// Both outlive the router.
void add_health_endpoints(http::Router& router, Context const& context, Metrics const& metrics);

}  // namespace bassin::service
