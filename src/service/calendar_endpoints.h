// The calendar of an agent, read from outside under its secret address, and that address as its owner makes and revokes it.
#pragma once

namespace bassin::service {

class Routes;
struct Accounts;
struct Casework;

// Both outlive the routes.
void add_calendar_endpoints(Routes& routes, Casework const& casework, Accounts const& accounts);

}  // namespace bassin::service
