// How much of many small areas lies in one large one: parcels in a flood.
#pragma once

#include <span>
#include <vector>

#include "base/result.h"
#include "geo/polygon.h"

namespace bassin::geo {

// Of each area, in its order, the square metres that `zone` holds too: between 0 and what area_m2() says of it. Even-odd within each
// polygon, union over polygons, as everywhere here. Edges are straight on the map of equal areas that area_m2() measures on; the sum is
// exact to the rounding of doubles, about 1 cm² for an area of some kilometres. Time grows as vertices times their logarithm. Errors:
// "geo.too_intricate" (): so many edges cross or lie on one another that it would not end.
[[nodiscard]] base::Result<std::vector<double>> areas_within(std::span<MultiPolygon const> areas, MultiPolygon const& zone);

}  // namespace bassin::geo
