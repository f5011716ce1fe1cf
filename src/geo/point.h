// Positions and boxes on the WGS 84 globe, in whole 1e-7 degrees (about 1 cm): integers, so that a point on
// an edge is on it for every caller and every machine.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>

namespace bassin::geo {

inline constexpr double kUnitsPerDegree = 1e7;
inline constexpr std::int32_t kMaxLon = 1'800'000'000;
inline constexpr std::int32_t kMaxLat = 900'000'000;

// A longitude and a latitude; the default is "no position".
struct Point {
  std::int32_t lon = std::numeric_limits<std::int32_t>::min();
  std::int32_t lat = 0;

  [[nodiscard]] constexpr bool known() const { return lon != std::numeric_limits<std::int32_t>::min(); }
  [[nodiscard]] constexpr double lon_degrees() const { return lon / kUnitsPerDegree; }
  [[nodiscard]] constexpr double lat_degrees() const { return lat / kUnitsPerDegree; }
  // Rounded to the nearest unit; nothing when a value is not finite, or beyond 180 and 90 degrees.
  [[nodiscard]] static std::optional<Point> from_degrees(double lon, double lat);

  friend constexpr bool operator==(Point, Point) = default;
};

// Metres along the WGS 84 ellipsoid from one origin to many points (Lambert's formula: within 1e-5 of the
// geodesic up to 10,000 km; a sphere would be 3e-3 off). Both points must be known.
class DistanceFrom {
 public:
  explicit DistanceFrom(Point origin);
  [[nodiscard]] double operator()(Point to) const;

 private:
  // The point on the auxiliary unit sphere of reduced latitudes.
  struct Vector {
    double x, y, z;
  };
  static Vector on_sphere(Point point);

  Vector origin_;
};

// DistanceFrom(from)(to); symmetric to the last bit.
[[nodiscard]] double distance_m(Point from, Point to);

// Every point with min <= p <= max on both axes, edges included; the default holds none. A box never
// crosses the antimeridian.
struct Box {
  Point min{std::numeric_limits<std::int32_t>::max(), std::numeric_limits<std::int32_t>::max()};
  Point max{std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::min()};

  [[nodiscard]] constexpr bool empty() const { return min.lon > max.lon || min.lat > max.lat; }
  // An unknown point is in no box of valid positions.
  [[nodiscard]] constexpr bool contains(Point p) const {
    return p.lon >= min.lon && p.lon <= max.lon && p.lat >= min.lat && p.lat <= max.lat;
  }
  // An empty box is in every box.
  [[nodiscard]] constexpr bool contains(Box const& other) const { return other.empty() || (contains(other.min) && contains(other.max)); }
  [[nodiscard]] constexpr bool intersects(Box const& other) const {
    return !empty() && !other.empty() && min.lon <= other.max.lon && other.min.lon <= max.lon && min.lat <= other.max.lat &&
           other.min.lat <= max.lat;
  }
  // Grows to hold the point; an unknown point changes nothing.
  void expand(Point p);
  void expand(Box const& other);

  friend constexpr bool operator==(Box const&, Box const&) = default;
};

// A box that holds every point within radius_m of the centre (a little more; all longitudes near a pole or
// when the circle crosses the antimeridian). Empty when the radius is negative or not a number.
[[nodiscard]] Box box_around(Point centre, double radius_m);

}  // namespace bassin::geo
