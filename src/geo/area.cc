#include "geo/area.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "geo/internal/equal_area.h"

namespace bassin::geo {

namespace {

constexpr double equator_m = 6'378'137.0;
constexpr double flattening = 1 / 298.257223563;
constexpr double radians = std::numbers::pi / 180;

double northing(double latitude) {
  double const e2 = flattening * (2 - flattening);
  double const e = std::sqrt(e2);
  double const s = std::sin(latitude * radians);
  double const q = (1 - e2) * (s / (1 - e2 * s * s) - std::log((1 - e * s) / (1 + e * s)) / (2 * e));
  return equator_m * q / 2;
}

double ring_m2(Ring const& ring) {
  double twice = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    auto const& a = ring[i];
    auto const& b = ring[(i + 1) % ring.size()];
    double const width = (b.lon_degrees() - a.lon_degrees()) * radians * equator_m;
    twice += width * (northing(a.lat_degrees()) + northing(b.lat_degrees()));
  }
  return std::abs(twice) / 2;
}

}  // namespace

namespace internal {

OnMap on_map(Point point) { return {point.lon_degrees() * radians * equator_m, northing(point.lat_degrees())}; }

}  // namespace internal

double area_m2(MultiPolygon const& area) {
  double sum = 0;
  for (auto const& polygon : area.polygons) {
    double own = 0;
    for (std::size_t i = 0; i < polygon.rings.size(); ++i) own += (i == 0 ? 1 : -1) * ring_m2(polygon.rings[i]);
    sum += std::max(own, 0.0);
  }
  return sum;
}

}  // namespace bassin::geo
