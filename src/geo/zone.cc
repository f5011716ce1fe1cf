#include "geo/zone.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <utility>

#include "geo/internal/edge_grid.h"

namespace bassin::geo {

namespace {

constexpr double kRadiansPerUnit = std::numbers::pi / 180 / kUnitsPerDegree;
// Least and most metres per radian of the unit sphere in any direction, one per cent wider than the
// ellipsoid's so that no formula of distance falls outside.
constexpr double kLeastRadian = 6335439.0 * 0.99;
constexpr double kMostRadian = 6399594.0 * 1.01;

struct Range {
  double least, most;
};

double squared_sine(double angle) { return std::sin(angle) * std::sin(angle); }

// Absolute difference, in radians, between a value and those of an interval.
Range gap(std::int32_t value, std::int32_t low, std::int32_t high) {
  double const below = double{1} * low - value;
  double const above = double{1} * value - high;
  return {std::max({below, above, 0.0}) * kRadiansPerUnit, std::max(-below, -above) * kRadiansPerUnit};
}

Range cosines(Box const& box) {
  double const low = box.min.lat * kRadiansPerUnit;
  double const high = box.max.lat * kRadiansPerUnit;
  bool const equator = low <= 0 && high >= 0;
  return {std::min(std::cos(low), std::cos(high)), equator ? 1 : std::max(std::cos(low), std::cos(high))};
}

// Squared sine of half a difference of longitudes: falls again beyond half a turn.
Range across(Range angle) {
  double const near = squared_sine(angle.least / 2);
  double const far = squared_sine(angle.most / 2);
  bool const half_turn = angle.least <= std::numbers::pi && angle.most >= std::numbers::pi;
  return {std::min(near, far), half_turn ? 1 : std::max(near, far)};
}

}  // namespace

// Bounds of the haversine over the box, each of its terms at its own least and most.
Cover Zone::Circle::classify(Box const& box) const {
  Range const up = gap(centre.lat, box.min.lat, box.max.lat);
  Range const wide = across(gap(centre.lon, box.min.lon, box.max.lon));
  Range const cosine = cosines(box);
  double const own = std::cos(centre.lat * kRadiansPerUnit);
  auto const angle = [](double haversine) { return 2 * std::asin(std::sqrt(std::clamp(haversine, 0.0, 1.0))); };
  double const least = angle(squared_sine(up.least / 2) + own * cosine.least * wide.least) * kLeastRadian;
  double const most = angle(squared_sine(up.most / 2) + own * cosine.most * wide.most) * kMostRadian;
  if (most <= radius_m) return Cover::inside;
  return least > radius_m ? Cover::outside : Cover::crosses;
}

Zone::Zone(Box const& bounds, Shape shape) : bounds_(bounds), shape_(std::move(shape)) {}

Zone Zone::of(MultiPolygon const& area) {
  if (geo::bounds(area).empty()) return box({});
  auto grid = std::make_shared<EdgeGrid const>(area);
  Box const bounds = grid->bounds();
  return {bounds, std::move(grid)};
}

Zone Zone::circle(Point centre, double radius_m) {
  Box const bounds = box_around(centre, radius_m);
  if (bounds.empty()) return box({});
  return {bounds, Circle{DistanceFrom(centre), centre, radius_m}};
}

Zone Zone::box(Box const& box) { return {box, std::monostate{}}; }

bool Zone::contains(Point point) const {
  if (!bounds_.contains(point) || !point.known()) return false;
  if (auto const* grid = std::get_if<std::shared_ptr<EdgeGrid const>>(&shape_)) return (*grid)->contains(point);
  if (auto const* circle = std::get_if<Circle>(&shape_)) return circle->distance(point) <= circle->radius_m;
  return true;
}

Cover Zone::classify(Box const& box) const {
  if (!bounds_.intersects(box)) return Cover::outside;
  Box const common{{std::max(box.min.lon, bounds_.min.lon), std::max(box.min.lat, bounds_.min.lat)},
                   {std::min(box.max.lon, bounds_.max.lon), std::min(box.max.lat, bounds_.max.lat)}};
  Cover cover = Cover::inside;
  if (auto const* grid = std::get_if<std::shared_ptr<EdgeGrid const>>(&shape_)) cover = (*grid)->classify(common);
  if (auto const* circle = std::get_if<Circle>(&shape_)) cover = circle->classify(common);
  return cover == Cover::inside && common != box ? Cover::crosses : cover;
}

}  // namespace bassin::geo
