// River levels over HTTP (module waters).
#pragma once

namespace bassin::service {

class Routes;
struct Casework;

void add_waters_endpoints(Routes& routes, Casework const& casework);
// Called by the former: what rising water proposes.
void add_water_proposal_endpoints(Routes& routes, Casework const& casework);

}  // namespace bassin::service
