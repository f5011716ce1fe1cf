// One straight edge of a ring, and the exact questions asked of it.
#pragma once

#include <algorithm>
#include <cstdint>

#include "geo/point.h"

namespace bassin::geo {

// Products of two differences of doubled int32 values do not fit 64 bits.
__extension__ using Wide = __int128;

// A place in half units. Borders of cells run through odd values, where no vertex can be.
struct Half {
  std::int64_t x, y;
};

constexpr Half doubled(Point p) { return {std::int64_t{p.lon} * 2, std::int64_t{p.lat} * 2}; }

struct Edge {
  Point a, b;

  // Sign says on which side of the line through a and b the place lies; 0 on it.
  [[nodiscard]] Wide cross(Half place) const {
    std::int64_t const dx = std::int64_t{b.lon} - a.lon;
    std::int64_t const dy = std::int64_t{b.lat} - a.lat;
    return Wide{dx} * (place.y - std::int64_t{a.lat} * 2) - Wide{dy} * (place.x - std::int64_t{a.lon} * 2);
  }

  // Side of the place moved up by less than anything: that breaks every tie the same way. Not to be asked of
  // a place on the line of a vertical edge.
  [[nodiscard]] bool left_of(Half place) const {
    Wide const sign = cross(place);
    return sign > 0 || (sign == 0 && b.lon > a.lon);
  }

  [[nodiscard]] bool in_box(Point p) const {
    return p.lon >= std::min(a.lon, b.lon) && p.lon <= std::max(a.lon, b.lon) && p.lat >= std::min(a.lat, b.lat) &&
           p.lat <= std::max(a.lat, b.lat);
  }

  // Whether one end lies on each side of the upright line of odd x, or of the level line moved up a hair.
  [[nodiscard]] bool spans_x(std::int64_t x) const { return (doubled(a).x > x) != (doubled(b).x > x); }
  [[nodiscard]] bool spans_y(std::int64_t y) const { return (doubled(a).y > y) != (doubled(b).y > y); }

  // Whether the edge cuts the level segment between two places of one y, both moved up a hair. Neither may
  // lie on the edge itself, save an end of odd x.
  [[nodiscard]] bool cuts_level(Half left, Half right) const { return spans_y(left.y) && left_of(left) != left_of(right); }
};

}  // namespace bassin::geo
