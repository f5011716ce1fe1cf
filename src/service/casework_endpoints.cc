#include "service/casework_endpoints.h"

namespace bassin::service {

void add_casework_endpoints(Routes& routes, Casework const& casework) {
  add_tag_endpoints(routes, casework);
  add_portfolio_endpoints(routes, casework);
  add_correction_endpoints(routes, casework);
  add_local_business_endpoints(routes, casework);
  add_selection_endpoints(routes, casework);
  add_exchange_endpoints(routes, casework);
  add_several_exchange_endpoints(routes, casework);
  add_reminder_endpoints(routes, casework);
  add_need_endpoints(routes, casework);
  add_follow_up_endpoints(routes, casework);
  add_project_endpoints(routes, casework);
  add_feed_endpoints(routes, casework);
}

}  // namespace bassin::service
