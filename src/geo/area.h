// How large an area is on the WGS 84 ellipsoid.
#pragma once

#include "geo/polygon.h"

namespace bassin::geo {

// Square metres: outer rings less their holes, summed over polygons, so that polygons which overlap count twice. Edges are taken as
// straight on a map of equal areas, which for edges below 100 km is within 0.1 % of the geodesic.
[[nodiscard]] double area_m2(MultiPolygon const& area);

}  // namespace bassin::geo
