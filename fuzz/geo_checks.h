// What must hold of a prepared zone whatever the area, for the fuzzers of geometry.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <vector>

#include "geo/oracle_for_test.h"
#include "geo/zone.h"

namespace bassin::geo {

inline void require(bool holds) {
  if (!holds) std::abort();
}

inline std::vector<Point> vertices_of(MultiPolygon const& area) {
  std::vector<Point> points;
  for (auto const& polygon : area.polygons) {
    for (auto const& ring : polygon.rings) points.insert(points.end(), ring.begin(), ring.end());
  }
  return points;
}

inline void check_point(Zone const& zone, MultiPolygon const& area, Point p) {
  bool const inside = oracle_contains(area, p);
  require(zone.contains(p) == inside);
  Cover const cover = zone.classify({p, p});
  require(cover == Cover::crosses || (cover == Cover::inside) == inside);
}

// The box between two points of the area against some of its own points.
inline void check_box(Zone const& zone, MultiPolygon const& area, Point a, Point b) {
  Box box;
  box.expand(a);
  box.expand(b);
  Cover const cover = zone.classify(box);
  if (cover == Cover::crosses) return;
  Point const middle{box.min.lon / 2 + box.max.lon / 2, box.min.lat / 2 + box.max.lat / 2};
  for (Point const p : {a, b, box.min, box.max, middle}) {
    if (box.contains(p)) require(oracle_contains(area, p) == (cover == Cover::inside));
  }
}

// Tests vertices, middles between vertices, and their neighbours.
inline void check_zone(MultiPolygon const& area) {
  Zone const zone = Zone::of(area);
  require(zone.bounds() == bounds(area));
  auto const vertices = vertices_of(area);
  for (std::size_t i = 0; i + 1 < vertices.size() && i < 50; ++i) {
    Point const a = vertices[i];
    Point const b = vertices[(i * 7 + 1) % vertices.size()];
    Point const middle{a.lon / 2 + b.lon / 2, a.lat / 2 + b.lat / 2};
    for (Point const p : {a, middle, Point{middle.lon + 1, middle.lat}, Point{a.lon, a.lat - 1}, Point{a.lon - 1, b.lat}}) {
      check_point(zone, area, p);
    }
    check_box(zone, area, middle, b);
    check_box(zone, area, middle, {middle.lon + 3, middle.lat + 2});
  }
}

}  // namespace bassin::geo
