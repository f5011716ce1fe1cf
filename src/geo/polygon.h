// Areas as rings of positions.
#pragma once

#include <cstddef>
#include <vector>

#include "geo/point.h"

namespace bassin::geo {

// The last point joins the first, whether or not it repeats it; the direction means nothing.
using Ring = std::vector<Point>;

// Outer ring first, then holes: a point is inside when a ray from it crosses the rings an odd number of
// times (even-odd), so a ring that crosses itself still has one meaning.
struct Polygon {
  std::vector<Ring> rings;

  friend bool operator==(Polygon const&, Polygon const&) = default;
};

// The union of its polygons, which may overlap.
struct MultiPolygon {
  std::vector<Polygon> polygons;

  friend bool operator==(MultiPolygon const&, MultiPolygon const&) = default;
};

[[nodiscard]] Box bounds(MultiPolygon const& area);
[[nodiscard]] std::size_t vertex_count(MultiPolygon const& area);

}  // namespace bassin::geo
