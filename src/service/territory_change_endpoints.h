// Changes of territory: planned, previewed, approved, carried out, undone, by who runs the installation. docs/territory-change.md
#pragma once

namespace bassin::service {

class Routes;
struct Accounts;
struct Casework;

// Both outlive the routes.
void add_territory_change_endpoints(Routes& routes, Casework const& casework, Accounts& accounts);

}  // namespace bassin::service
