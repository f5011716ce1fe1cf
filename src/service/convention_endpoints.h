// Conventions over HTTP.
#pragma once

namespace bassin::service {

class Routes;
struct Casework;

// `casework` outlives the routes.
void add_convention_endpoints(Routes& routes, Casework const& casework);
// Called by the former: writing a draft; its sharing annex; action sheets; indicators of actions; what an
// amendment changes; committees; reports; the programme taken from another convention.
void add_convention_draft_endpoints(Routes& routes, Casework const& casework);
void add_annex_endpoints(Routes& routes, Casework const& casework);
void add_action_endpoints(Routes& routes, Casework const& casework);
void add_indicator_endpoints(Routes& routes, Casework const& casework);
void add_amendment_endpoints(Routes& routes, Casework const& casework);
void add_committee_endpoints(Routes& routes, Casework const& casework);
void add_report_endpoints(Routes& routes, Casework const& casework);
void add_programme_endpoints(Routes& routes, Casework const& casework);

}  // namespace bassin::service
