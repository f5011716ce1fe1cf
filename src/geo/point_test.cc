#include "geo/point.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace bassin::geo {
namespace {

Point at(double lon, double lat) { return Point::from_degrees(lon, lat).value(); }

TEST(Point, RoundsToTheNearestUnit) {
  EXPECT_EQ(at(2.99999996, -48.85000004), (Point{30'000'000, -488'500'000}));
  EXPECT_EQ(at(-180, 90), (Point{-kMaxLon, kMaxLat}));
  EXPECT_DOUBLE_EQ(at(2.3488, 48.8534).lon_degrees(), 2.3488);
  EXPECT_DOUBLE_EQ(at(2.3488, 48.8534).lat_degrees(), 48.8534);
}

TEST(Point, RefusesWhatIsNotOnTheGlobe) {
  double const infinity = std::numeric_limits<double>::infinity();
  EXPECT_FALSE(Point::from_degrees(180.1, 0));
  EXPECT_FALSE(Point::from_degrees(0, -90.0000002));
  EXPECT_FALSE(Point::from_degrees(700'000, 6'800'000));
  EXPECT_FALSE(Point::from_degrees(infinity, 0));
  EXPECT_FALSE(Point::from_degrees(0, std::nan("")));
}

TEST(Point, DefaultIsUnknown) {
  EXPECT_FALSE(Point{}.known());
  EXPECT_TRUE((Point{0, 0}).known());
}

// The figures are those of PROJ's geod_inverse (Karney).
TEST(Distance, IsThatOfTheEllipsoid) {
  auto const expect = [](Point from, Point to, double metres) { EXPECT_NEAR(distance_m(from, to) / metres, 1, 1e-5) << metres; };
  expect(at(2.3488, 48.8534), at(4.8357, 45.7640), 391526.4702);
  expect(at(2, 48), at(2, 49), 111200.0368);
  expect(at(2, 48), at(3, 48), 74624.8305);
  expect(at(2.9, 48.8), at(2.904, 48.803), 444.5759);
  expect(at(55.5, -21.1), at(2.35, 48.85), 9366911.6081);
  EXPECT_EQ(distance_m(at(2, 48), at(2, 48)), 0);
}

TEST(Distance, StaysNearTheEllipsoidOnTheOtherSideOfTheGlobe) {
  EXPECT_NEAR(distance_m(at(0, 10), at(171, -9)), 19041806.2, 20'000);
  EXPECT_NEAR(distance_m(at(0, 0), at(180, 0)), 20003931.5, 70'000);
}

TEST(Distance, OfOneUnitIsAboutACentimetre) {
  EXPECT_NEAR(distance_m({20'000'000, 480'000'000}, {20'000'000, 480'000'001}), 0.0111, 0.0001);
}

rc::Gen<Point> points() { return rc::gen::construct<Point>(rc::gen::inRange(-kMaxLon, kMaxLon), rc::gen::inRange(-kMaxLat, kMaxLat)); }

RC_GTEST_PROP(Distance, IsSymmetric, ()) {
  Point const a = *points();
  Point const b = *points();
  RC_ASSERT(distance_m(a, b) == distance_m(b, a));
}

RC_GTEST_PROP(Distance, StaysNearTheHaversine, ()) {
  Point const a = *points();
  Point const b = *points();
  double const radians = std::acos(-1.0) / 180;
  double const up = std::sin((b.lat_degrees() - a.lat_degrees()) * radians / 2);
  double const across = std::sin((b.lon_degrees() - a.lon_degrees()) * radians / 2);
  double const h = up * up + std::cos(a.lat_degrees() * radians) * std::cos(b.lat_degrees() * radians) * across * across;
  double const sphere = 2 * 6371008.8 * std::asin(std::sqrt(std::min(1.0, h)));
  RC_ASSERT(std::abs(distance_m(a, b) - sphere) <= 0.0075 * sphere + 1e-6);
}

TEST(Box, HoldsItsEdges) {
  Box const box{{0, 0}, {10, 20}};
  EXPECT_TRUE(box.contains(Point{0, 20}));
  EXPECT_FALSE(box.contains(Point{-1, 5}));
  EXPECT_FALSE(box.contains(Point{}));
  EXPECT_TRUE(box.contains(Box{{2, 2}, {10, 20}}));
  EXPECT_FALSE(box.contains(Box{{2, 2}, {11, 20}}));
}

TEST(Box, MeetsAtAnEdge) {
  Box const box{{0, 0}, {10, 20}};
  EXPECT_TRUE(box.intersects({{10, 20}, {30, 30}}));
  EXPECT_FALSE(box.intersects({{11, 0}, {30, 30}}));
  EXPECT_FALSE(box.intersects({}));
  EXPECT_FALSE(Box{}.intersects(box));
}

TEST(Box, GrowsWithKnownPointsOnly) {
  Box box;
  EXPECT_TRUE(box.empty());
  box.expand(Point{});
  EXPECT_TRUE(box.empty());
  box.expand(Point{5, -3});
  box.expand(Box{{1, 1}, {2, 2}});
  EXPECT_EQ(box, (Box{{1, -3}, {5, 2}}));
}

TEST(BoxAround, IsEmptyWithoutACircle) {
  EXPECT_TRUE(box_around({0, 0}, -1).empty());
  EXPECT_TRUE(box_around({0, 0}, std::nan("")).empty());
  EXPECT_TRUE(box_around({}, 10).empty());
  EXPECT_TRUE(box_around({7, 8}, 0).contains(Point{7, 8}));
}

TEST(BoxAround, TakesEveryLongitudeAtAPoleAndAcrossTheAntimeridian) {
  EXPECT_EQ(box_around(at(10, 89.9), 50'000).min.lon, -kMaxLon);
  EXPECT_EQ(box_around(at(-179.99, -16), 5'000).max.lon, kMaxLon);
}

TEST(BoxAround, IsNotMuchWiderThanTheCircle) {
  Box const box = box_around(at(2.9, 48.8), 1000);
  EXPECT_NEAR(distance_m({box.min.lon, at(0, 48.8).lat}, {box.max.lon, at(0, 48.8).lat}), 2000, 60);
  EXPECT_NEAR(distance_m({at(2.9, 0).lon, box.min.lat}, {at(2.9, 0).lon, box.max.lat}), 2000, 60);
}

RC_GTEST_PROP(BoxAround, HoldsEveryPointOfTheCircle, ()) {
  Point const centre = *points();
  double const radius = *rc::gen::element(1.0, 100.0, 5'000.0, 300'000.0, 4'000'000.0, 25'000'000.0);
  int const reach = static_cast<int>(std::min(radius * 200, 2e9));
  auto const near = [&](std::int32_t value, std::int32_t limit) {
    std::int64_t const moved = std::int64_t{value} + *rc::gen::inRange(-reach, reach);
    return static_cast<std::int32_t>(std::clamp<std::int64_t>(moved, -limit, limit));
  };
  Point const p{near(centre.lon, kMaxLon), near(centre.lat, kMaxLat)};
  if (distance_m(centre, p) <= radius) RC_ASSERT(box_around(centre, radius).contains(p));
}

}  // namespace
}  // namespace bassin::geo
