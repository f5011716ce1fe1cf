#include "synthesis/internal/projection.h"

#include <cmath>
#include <numbers>

namespace bassin::synthesis::internal {
namespace {

constexpr double axis = 6378137.0;
constexpr double flattening = 1 / 298.257222101;
constexpr double degree = std::numbers::pi / 180;
double const eccentricity = std::sqrt(flattening * (2 - flattening));

double isometric_latitude(double latitude) {
  double const s = std::sin(latitude);
  return std::atanh(s) - eccentricity * std::atanh(eccentricity * s);
}

double normal_radius_times_cosine(double latitude) {
  double const s = std::sin(latitude);
  return std::cos(latitude) / std::sqrt(1 - eccentricity * eccentricity * s * s);
}

// Lambert conformal conic with two standard parallels (IGN, NTG 71).
struct Lambert93 {
  double n, c, ys;
  Lambert93() {
    double const first = 44 * degree, second = 49 * degree, origin = 46.5 * degree;
    double const m1 = normal_radius_times_cosine(first), m2 = normal_radius_times_cosine(second);
    n = std::log(m1 / m2) / (isometric_latitude(second) - isometric_latitude(first));
    c = axis * m1 / n * std::exp(n * isometric_latitude(first));
    ys = 6600000 + c * std::exp(-n * isometric_latitude(origin));
  }
  [[nodiscard]] Projected operator()(double longitude, double latitude) const {
    double const radius = c * std::exp(-n * isometric_latitude(latitude * degree));
    double const angle = n * (longitude - 3) * degree;
    return {700000 + radius * std::sin(angle), ys - radius * std::cos(angle)};
  }
};

// Krüger's series to the third order in n: under a millimetre within a zone.
Projected utm(double longitude, double latitude, double meridian, double false_northing) {
  double const n = flattening / (2 - flattening);
  double const radius = axis / (1 + n) * (1 + n * n / 4 + n * n * n * n / 64);
  double const alpha[3] = {n / 2 - 2 * n * n / 3 + 5 * n * n * n / 16, 13 * n * n / 48 - 3 * n * n * n / 5, 61 * n * n * n / 240};
  double const difference = (longitude - meridian) * degree;
  double const t = std::sinh(isometric_latitude(latitude * degree));
  double const xi = std::atan2(t, std::cos(difference));
  double const eta = std::asinh(std::sin(difference) / std::hypot(t, std::cos(difference)));
  double east = eta, north = xi;
  for (int j = 1; j <= 3; ++j) {
    east += alpha[j - 1] * std::cos(2 * j * xi) * std::sinh(2 * j * eta);
    north += alpha[j - 1] * std::sin(2 * j * xi) * std::cosh(2 * j * eta);
  }
  return {500000 + 0.9996 * radius * east, false_northing + 0.9996 * radius * north};
}

}  // namespace

Projected project(int epsg, double longitude, double latitude) {
  static Lambert93 const lambert93;
  switch (epsg) {
    case 5490: return utm(longitude, latitude, -63, 0);
    case 2972: return utm(longitude, latitude, -51, 0);
    case 2975: return utm(longitude, latitude, 57, 10000000);
    case 4471: return utm(longitude, latitude, 45, 10000000);
    default: return lambert93(longitude, latitude);
  }
}

}  // namespace bassin::synthesis::internal
