// What reaches an agent outside of the screen: the calendar under its secret address, as its owner makes and revokes that; which letters
// they want.
#pragma once

namespace bassin::service {

class Routes;
struct Accounts;
struct Casework;

// Both outlive the routes.
void add_calendar_endpoints(Routes& routes, Casework const& casework, Accounts const& accounts);

}  // namespace bassin::service
