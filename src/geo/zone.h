// An area prepared for testing many points and boxes. Immutable; copies share what was prepared, and every
// thread may use them.
#pragma once

#include <memory>
#include <variant>

#include "geo/point.h"
#include "geo/polygon.h"

namespace bassin::geo {

// What a zone can say of a whole box without looking at its points.
enum class Cover { outside, inside, crosses };

class EdgeGrid;

class Zone {
 public:
  // Even-odd within each polygon, union over polygons; a point on an edge or a vertex of any ring (a hole's
  // too) is inside. Exact: no rounding anywhere. Time and memory grow with the number of vertices only.
  [[nodiscard]] static Zone of(MultiPolygon const& area);
  // Points with distance_m(centre, p) <= radius_m; nothing when the radius is negative or the centre unknown.
  [[nodiscard]] static Zone circle(Point centre, double radius_m);
  [[nodiscard]] static Zone box(Box const& box);

  // An unknown point is in no zone.
  [[nodiscard]] bool contains(Point point) const;
  // Holds every point of the zone; empty when it has none.
  [[nodiscard]] Box bounds() const { return bounds_; }
  // `inside`: every point of the box is in the zone; `outside`: none is; `crosses`: unsure, test the points.
  // An empty box is outside.
  [[nodiscard]] Cover classify(Box const& box) const;

 private:
  struct Circle {
    DistanceFrom distance;
    Point centre;
    double radius_m;

    [[nodiscard]] Cover classify(Box const& box) const;
  };
  // The box itself when neither of the others.
  using Shape = std::variant<std::monostate, Circle, std::shared_ptr<EdgeGrid const>>;

  Zone(Box const& bounds, Shape shape);

  Box bounds_;
  Shape shape_;
};

}  // namespace bassin::geo
