// From longitude and latitude to the projected systems of the official files, by our own formulas: fast, and an
// independent check of readers that use a library. All on the ellipsoid GRS 80; WGS 84 is taken as the same.
#pragma once

namespace bassin::synthesis::internal {

struct Projected {
  double x = 0;  // metres
  double y = 0;
};

// 2154 (Lambert-93), 5490 (UTM 20 N), 2972 (UTM 22 N), 2975 (UTM 40 S), 4471 (UTM 38 S).
[[nodiscard]] Projected project(int epsg, double longitude, double latitude);

}  // namespace bassin::synthesis::internal
