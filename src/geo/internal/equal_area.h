// Lambert's cylindrical map of equal areas on the WGS 84 ellipsoid, on which areas are measured.
#pragma once

#include "geo/point.h"

namespace bassin::geo::internal {

struct OnMap {
  double x = 0, y = 0;  // metres to the east of Greenwich, to the north of the equator
};
[[nodiscard]] OnMap on_map(Point point);

}  // namespace bassin::geo::internal
