// Contacts of businesses: one file a group of endpoints.
#pragma once

namespace bassin::service {

class Routes;
struct Casework;

void add_contact_reading_endpoints(Routes& routes, Casework const& casework);
void add_contact_change_endpoints(Routes& routes, Casework const& casework);
void add_contact_part_endpoints(Routes& routes, Casework const& casework);
void add_contact_merge_endpoints(Routes& routes, Casework const& casework);
void add_person_endpoints(Routes& routes, Casework const& casework);

// All of them; `casework` outlives the routes.
void add_contact_endpoints(Routes& routes, Casework const& casework);

}  // namespace bassin::service
