// The shared knowledge of partners: one file a group of endpoints.
#pragma once

namespace bassin::service {

class Routes;
struct Casework;

void add_tag_endpoints(Routes& routes, Casework const& casework);
void add_portfolio_endpoints(Routes& routes, Casework const& casework);
void add_correction_endpoints(Routes& routes, Casework const& casework);
void add_local_business_endpoints(Routes& routes, Casework const& casework);
void add_selection_endpoints(Routes& routes, Casework const& casework);
void add_exchange_endpoints(Routes& routes, Casework const& casework);
void add_several_exchange_endpoints(Routes& routes, Casework const& casework);
void add_reminder_endpoints(Routes& routes, Casework const& casework);
void add_need_endpoints(Routes& routes, Casework const& casework);
void add_follow_up_endpoints(Routes& routes, Casework const& casework);
void add_project_endpoints(Routes& routes, Casework const& casework);
void add_feed_endpoints(Routes& routes, Casework const& casework);

// All of them; `casework` outlives the routes.
void add_casework_endpoints(Routes& routes, Casework const& casework);

}  // namespace bassin::service
