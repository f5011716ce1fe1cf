// The registers that the data folder keeps, and which one is in use.
#pragma once

namespace bassin::service {

class Routes;
struct Accounts;

// GET /api/v1/snapshots, POST /api/v1/snapshots/{id}/use.
void add_snapshot_endpoints(Routes& routes, Accounts& accounts);

}  // namespace bassin::service
