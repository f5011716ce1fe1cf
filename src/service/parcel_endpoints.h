// Layers of parcels, and the land that a crisis touches: docs/decisions/0048-losses-lie-on-parcels.md.
#pragma once

#include "service/parcel_upload.h"

namespace bassin::service {

class Routes;
struct Casework;

// All outlive the routes.
void add_parcel_endpoints(Routes& routes, Casework const& casework, ParcelParts const& parts);
// In the room of a crisis: what is touched, whose it is, what a farm lost.
void add_crisis_land_endpoints(Routes& routes, Casework const& casework);

}  // namespace bassin::service
