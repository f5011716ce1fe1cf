// For tests and the fuzzer only: the definition of "inside", written as plainly as possible, vertex by vertex.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "geo/polygon.h"

namespace bassin::geo {

__extension__ using OracleInt = __int128;

// Twice the signed area of a, b, p.
inline OracleInt oracle_area(Point a, Point b, Point p) {
  auto const difference = [](std::int32_t left, std::int32_t right) { return OracleInt{left} - OracleInt{right}; };
  return difference(b.lon, a.lon) * difference(p.lat, a.lat) - difference(p.lon, a.lon) * difference(b.lat, a.lat);
}

inline bool oracle_on_edge(Point a, Point b, Point p) {
  return oracle_area(a, b, p) == 0 && std::min(a.lon, b.lon) <= p.lon && p.lon <= std::max(a.lon, b.lon) &&
         std::min(a.lat, b.lat) <= p.lat && p.lat <= std::max(a.lat, b.lat);
}

// Whether the edge crosses the ray that goes east from p.
inline bool oracle_crosses(Point a, Point b, Point p) {
  if ((a.lat > p.lat) == (b.lat > p.lat)) return false;
  OracleInt const area = oracle_area(a, b, p);
  return b.lat > a.lat ? area > 0 : area < 0;
}

inline bool oracle_contains(Polygon const& polygon, Point p) {
  bool inside = false;
  for (auto const& ring : polygon.rings) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      Point const a = ring[i];
      Point const b = ring[(i + 1) % ring.size()];
      if (oracle_on_edge(a, b, p)) return true;
      if (oracle_crosses(a, b, p)) inside = !inside;
    }
  }
  return inside;
}

inline bool oracle_contains(MultiPolygon const& area, Point p) {
  return std::any_of(area.polygons.begin(), area.polygons.end(), [p](Polygon const& polygon) { return oracle_contains(polygon, p); });
}

}  // namespace bassin::geo
