// Conventions over HTTP.
#pragma once

namespace bassin::service {

class Routes;
struct Casework;

// `casework` outlives the routes.
void add_convention_endpoints(Routes& routes, Casework const& casework);
// Writing a draft; called by the former.
void add_convention_draft_endpoints(Routes& routes, Casework const& casework);
// Its sharing annex; called by the former.
void add_annex_endpoints(Routes& routes, Casework const& casework);

}  // namespace bassin::service
