#include "geo/polygon.h"

namespace bassin::geo {

Box bounds(MultiPolygon const& area) {
  Box box;
  for (auto const& polygon : area.polygons) {
    for (auto const& ring : polygon.rings) {
      for (auto const point : ring) box.expand(point);
    }
  }
  return box;
}

std::size_t vertex_count(MultiPolygon const& area) {
  std::size_t count = 0;
  for (auto const& polygon : area.polygons) {
    for (auto const& ring : polygon.rings) count += ring.size();
  }
  return count;
}

}  // namespace bassin::geo
