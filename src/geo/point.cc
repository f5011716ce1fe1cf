#include "geo/point.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace bassin::geo {

namespace {

constexpr double kSemiMajor = 6378137.0;
constexpr double kFlattening = 1 / 298.257223563;
constexpr double kRadiansPerUnit = std::numbers::pi / 180 / kUnitsPerDegree;
// Shortest metres per radian that the ellipsoid has in any direction: the meridian's at the equator.
constexpr double kShortestRadian = 6335439.0;

std::int32_t clamped(double units, std::int32_t limit) { return static_cast<std::int32_t>(std::clamp<double>(units, -limit, limit)); }

}  // namespace

std::optional<Point> Point::from_degrees(double lon, double lat) {
  double const x = std::round(lon * kUnitsPerDegree);
  double const y = std::round(lat * kUnitsPerDegree);
  if (!(std::abs(x) <= kMaxLon && std::abs(y) <= kMaxLat)) return std::nullopt;
  return Point{static_cast<std::int32_t>(x), static_cast<std::int32_t>(y)};
}

DistanceFrom::DistanceFrom(Point origin) : origin_(on_sphere(origin)) {}

DistanceFrom::Vector DistanceFrom::on_sphere(Point point) {
  double const lat = point.lat * kRadiansPerUnit;
  double const lon = point.lon * kRadiansPerUnit;
  double const z = (1 - kFlattening) * std::sin(lat);
  double const across = std::cos(lat);
  double const norm = 1 / std::sqrt(across * across + z * z);
  return {across * norm * std::cos(lon), across * norm * std::sin(lon), z * norm};
}

// Lambert's correction of the great circle, written with the chord instead of angles: with sin P cos Q =
// (z1 + z2) / 2 and cos P sin Q = (z2 - z1) / 2 no other sine is needed, and short distances lose nothing.
double DistanceFrom::operator()(Point to) const {
  Vector const other = on_sphere(to);
  double const dx = other.x - origin_.x;
  double const dy = other.y - origin_.y;
  double const dz = other.z - origin_.z;
  double const chord2 = std::min(dx * dx + dy * dy + dz * dz, 4.0);
  if (chord2 == 0) return 0;
  double const angle = 2 * std::asin(std::sqrt(chord2) / 2);
  double const sine = std::sqrt(chord2 * (1 - chord2 / 4));
  double const sum = origin_.z + other.z;
  double const x = chord2 < 4 ? (angle - sine) * sum * sum / (4 - chord2) : 0;
  double const y = (angle + sine) * dz * dz / chord2;
  return kSemiMajor * (angle - kFlattening / 2 * (x + y));
}

double distance_m(Point from, Point to) { return DistanceFrom(from)(to); }

void Box::expand(Point p) {
  if (p.known()) expand(Box{p, p});
}

void Box::expand(Box const& other) {
  if (other.empty()) return;
  min = {std::min(min.lon, other.min.lon), std::min(min.lat, other.min.lat)};
  max = {std::max(max.lon, other.max.lon), std::max(max.lat, other.max.lat)};
}

Box box_around(Point centre, double radius_m) {
  if (!(radius_m >= 0) || !centre.known()) return {};
  // One per cent more than the shortest radian asks for outweighs the error of any formula of distance.
  double const angle = std::min(radius_m * 1.01 / kShortestRadian, std::numbers::pi);
  double const reach = angle / kRadiansPerUnit + 1;
  Box box{{-kMaxLon, clamped(std::floor(centre.lat - reach), kMaxLat)}, {kMaxLon, clamped(std::ceil(centre.lat + reach), kMaxLat)}};
  double const across = std::cos(centre.lat * kRadiansPerUnit);
  if (std::abs(centre.lat) + reach >= kMaxLat || std::sin(angle) >= across) return box;
  // The widest longitude of a circle on a sphere lies poleward of its centre: sin(dlon) = sin(r) / cos(lat).
  double const wide = std::asin(std::sin(angle) / across) * 1.01 / kRadiansPerUnit + 1;
  if (std::abs(centre.lon) + wide > kMaxLon) return box;
  box.min.lon = clamped(std::floor(centre.lon - wide), kMaxLon);
  box.max.lon = clamped(std::ceil(centre.lon + wide), kMaxLon);
  return box;
}

}  // namespace bassin::geo
