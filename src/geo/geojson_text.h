// Areas as GeoJSON text.
#pragma once

#include <string>

#include "geo/polygon.h"

namespace bassin::geo {

inline constexpr int kMostDecimals = 7;

// A geometry, MultiPolygon, in degrees with at most so many decimals (0 to kMostDecimals), trailing zeros left out; rings closed.
// Neighbours that rounding makes equal are one.
void append_geojson(std::string& out, MultiPolygon const& area, int decimals = kMostDecimals);

}  // namespace bassin::geo
