#include "geo/zone.h"

#include <algorithm>
#include <limits>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "geo/oracle_for_test.h"

namespace bassin::geo {
namespace {

Ring square(std::int32_t low, std::int32_t high) { return {{low, low}, {high, low}, {high, high}, {low, high}}; }

MultiPolygon one(std::vector<Ring> rings) { return {{Polygon{std::move(rings)}}}; }

TEST(ZoneOf, HoldsInsideEdgesAndVertices) {
  Zone const zone = Zone::of(one({{{0, 0}, {100, 0}, {0, 50}}}));
  EXPECT_TRUE(zone.contains({10, 10}));
  EXPECT_TRUE(zone.contains({0, 0}));
  EXPECT_TRUE(zone.contains({50, 25})) << "on the sloping edge";
  EXPECT_TRUE(zone.contains({50, 0})) << "on the level edge";
  EXPECT_TRUE(zone.contains({0, 20})) << "on the upright edge";
  EXPECT_FALSE(zone.contains({51, 25}));
  EXPECT_FALSE(zone.contains({50, 26}));
  EXPECT_FALSE(zone.contains({-1, 20}));
  EXPECT_FALSE(zone.contains({}));
  EXPECT_EQ(zone.bounds(), (Box{{0, 0}, {100, 50}}));
}

TEST(ZoneOf, ClosesRingsAndIgnoresTheirDirection) {
  Ring closed = square(0, 1000);
  closed.push_back(closed.front());
  Ring reversed = square(0, 1000);
  std::reverse(reversed.begin(), reversed.end());
  for (auto const& ring : {square(0, 1000), closed, reversed}) {
    Zone const zone = Zone::of(one({ring}));
    EXPECT_TRUE(zone.contains({0, 500}));
    EXPECT_TRUE(zone.contains({500, 500}));
    EXPECT_FALSE(zone.contains({500, 1001}));
  }
}

TEST(ZoneOf, LeavesHolesOutAndKeepsTheirEdges) {
  Zone const zone = Zone::of(one({square(0, 1000), square(400, 600), square(480, 520)}));
  EXPECT_TRUE(zone.contains({300, 500}));
  EXPECT_TRUE(zone.contains({400, 500})) << "edge of the hole";
  EXPECT_TRUE(zone.contains({600, 600})) << "vertex of the hole";
  EXPECT_FALSE(zone.contains({450, 500}));
  EXPECT_TRUE(zone.contains({500, 500})) << "an island in the hole";
}

TEST(ZoneOf, UnitesOverlappingPolygons) {
  Zone const zone = Zone::of({{Polygon{{square(0, 1000)}}, Polygon{{square(500, 1500)}}, Polygon{{square(5000, 5010)}}}});
  EXPECT_TRUE(zone.contains({100, 100}));
  EXPECT_TRUE(zone.contains({700, 700})) << "in both";
  EXPECT_TRUE(zone.contains({1400, 1400}));
  EXPECT_TRUE(zone.contains({5005, 5005}));
  EXPECT_FALSE(zone.contains({1400, 100}));
  EXPECT_FALSE(zone.contains({3000, 3000}));
}

TEST(ZoneOf, ReadsABowTieByEvenOdd) {
  Zone const zone = Zone::of(one({{{0, 0}, {100, 100}, {100, 0}, {0, 100}}}));
  EXPECT_TRUE(zone.contains({10, 50}));
  EXPECT_TRUE(zone.contains({90, 50}));
  EXPECT_TRUE(zone.contains({50, 50}));
  EXPECT_FALSE(zone.contains({50, 90}));
  EXPECT_FALSE(zone.contains({50, 10}));
}

TEST(ZoneOf, TakesDegenerateRings) {
  EXPECT_TRUE(Zone::of({}).bounds().empty());
  EXPECT_FALSE(Zone::of({}).contains({0, 0}));
  EXPECT_FALSE(Zone::of(one({{}, {Point{}}})).contains({0, 0}));
  EXPECT_TRUE(Zone::of(one({{{7, 7}}})).contains({7, 7}));
  EXPECT_TRUE(Zone::of(one({{{7, 7}, {7, 7}}})).contains({7, 7}));
  Zone const line = Zone::of(one({{{0, 0}, {10, 10}}}));
  EXPECT_TRUE(line.contains({5, 5}));
  EXPECT_FALSE(line.contains({5, 6}));
}

TEST(ZoneOf, CoversTheGlobe) {
  Zone const zone = Zone::of(one({{{-kMaxLon, -kMaxLat}, {kMaxLon, -kMaxLat}, {kMaxLon, kMaxLat}, {-kMaxLon, kMaxLat}}}));
  EXPECT_TRUE(zone.contains({0, 0}));
  EXPECT_TRUE(zone.contains({kMaxLon, kMaxLat}));
  EXPECT_EQ(zone.classify({{-100, -100}, {100, 100}}), Cover::inside);
}

TEST(ZoneOf, LosesNoPointAtAnEdgeOfTheWholeGlobe) {
  // The line from one corner of the globe to near the other; its two sides differ by one unit.
  Zone const zone = Zone::of(one({{{-kMaxLon, -kMaxLat}, {kMaxLon, kMaxLat - 1}, {kMaxLon, -kMaxLat}}}));
  Polygon const polygon{{{{-kMaxLon, -kMaxLat}, {kMaxLon, kMaxLat - 1}, {kMaxLon, -kMaxLat}}}};
  for (std::int32_t lon = -kMaxLon; lon < kMaxLon - 100'000'000; lon += 98'765'431) {
    for (std::int32_t away = -2; away <= 2; ++away) {
      Point const p{lon, lon / 2 + away};
      EXPECT_EQ(zone.contains(p), oracle_contains(polygon, p)) << p.lon << ' ' << p.lat;
    }
  }
}

TEST(ZoneOf, ClassifiesBoxesOfALargeArea) {
  Zone const zone = Zone::of(one({square(0, 1'000'000), square(400'000, 600'000)}));
  EXPECT_EQ(zone.classify({{200'000, 200'000}, {210'000, 210'000}}), Cover::inside);
  EXPECT_EQ(zone.classify({{490'000, 490'000}, {510'000, 510'000}}), Cover::outside);
  EXPECT_EQ(zone.classify({{390'000, 490'000}, {410'000, 510'000}}), Cover::crosses);
  EXPECT_EQ(zone.classify({{2'000'000, 0}, {3'000'000, 9}}), Cover::outside);
  EXPECT_EQ(zone.classify({{-5, 200'000}, {210'000, 210'000}}), Cover::crosses);
  EXPECT_EQ(zone.classify({}), Cover::outside);
}

TEST(ZoneBox, IsTheBox) {
  Zone const zone = Zone::box({{0, 0}, {10, 10}});
  EXPECT_TRUE(zone.contains({10, 0}));
  EXPECT_FALSE(zone.contains({11, 0}));
  EXPECT_EQ(zone.classify({{0, 0}, {10, 10}}), Cover::inside);
  EXPECT_EQ(zone.classify({{0, 0}, {11, 10}}), Cover::crosses);
  EXPECT_EQ(zone.classify({{11, 0}, {11, 10}}), Cover::outside);
  EXPECT_FALSE(Zone::box({}).contains({0, 0}));
  auto const least = std::numeric_limits<std::int32_t>::min();
  EXPECT_FALSE(Zone::box({{least, least}, {10, 10}}).contains({})) << "unknown is nowhere";
}

TEST(ZoneCircle, NeedsACentreAndARadius) {
  EXPECT_TRUE(Zone::circle({}, 10).bounds().empty());
  EXPECT_TRUE(Zone::circle({0, 0}, -1).bounds().empty());
  EXPECT_TRUE(Zone::circle({3, 4}, 0).contains({3, 4}));
  EXPECT_FALSE(Zone::circle({3, 4}, 0).contains({3, 5}));
}

TEST(ZoneCircle, KnowsWholeBoxes) {
  Zone const zone = Zone::circle({29'000'000, 488'000'000}, 1000);
  EXPECT_EQ(zone.classify({{28'990'000, 487'990'000}, {29'010'000, 488'010'000}}), Cover::inside);
  EXPECT_EQ(zone.classify({{28'000'000, 487'000'000}, {30'000'000, 489'000'000}}), Cover::crosses);
  EXPECT_EQ(zone.classify({{29'120'000, 488'080'000}, {29'130'000, 488'090'000}}), Cover::outside) << "a corner of the bounds";
}

TEST(ZoneCircle, ReachesOverTheAntimeridian) {
  Zone const zone = Zone::circle({-1'799'990'000, -170'000'000}, 5000);
  EXPECT_TRUE(zone.contains({1'799'990'000, -170'000'000}));
  EXPECT_NE(zone.classify({{1'799'900'000, -170'000'000}, {1'799'990'000, -170'000'000}}), Cover::outside);
}

// Coordinates from few values make shared vertices, level and upright edges and points on edges; from many,
// slopes; `scale` moves cells' borders about.
struct Scene {
  std::int32_t span;
  std::int32_t scale;

  rc::Gen<std::int32_t> value() const {
    std::int32_t const factor = scale;
    return rc::gen::map(rc::gen::inRange(-span, span + 1), [factor](std::int32_t v) { return v * factor; });
  }
  rc::Gen<Point> point() const { return rc::gen::construct<Point>(value(), value()); }
};

Scene any_scene() {
  Scene const scenes[] = {{5, 1}, {5, 16}, {8, 1000}, {60, 37}, {1000, 1}, {100'000, 1}, {800'000'000, 1}, {4, 200'000'000}};
  return *rc::gen::elementOf(std::vector<Scene>(std::begin(scenes), std::end(scenes)));
}

MultiPolygon any_area(Scene const& scene) {
  MultiPolygon area;
  int const polygons = *rc::gen::inRange(1, 5);
  for (int i = 0; i < polygons; ++i) {
    Polygon polygon;
    int const rings = *rc::gen::inRange(1, 4);
    for (int j = 0; j < rings; ++j) polygon.rings.push_back(*rc::gen::resize(30, rc::gen::container<Ring>(scene.point())));
    area.polygons.push_back(std::move(polygon));
  }
  return area;
}

// Points of the scene, of the area's own vertices and of the middles of its edges.
std::vector<Point> probes(Scene const& scene, MultiPolygon const& area) {
  auto points = *rc::gen::container<std::vector<Point>>(60, scene.point());
  for (auto const& polygon : area.polygons) {
    for (auto const& ring : polygon.rings) {
      for (std::size_t i = 0; i < ring.size(); ++i) {
        Point const a = ring[i];
        Point const b = ring[(i + 1) % ring.size()];
        Point const middle{a.lon + (b.lon - a.lon) / 2, a.lat + (b.lat - a.lat) / 2};
        points.insert(points.end(), {a, middle, {middle.lon + 1, middle.lat}, {middle.lon, middle.lat - 1}});
      }
    }
  }
  return points;
}

RC_GTEST_PROP(ZoneOf, AgreesWithTheDefinition, ()) {
  Scene const scene = any_scene();
  MultiPolygon const area = any_area(scene);
  Zone const zone = Zone::of(area);
  for (auto const p : probes(scene, area)) {
    if (zone.contains(p) != oracle_contains(area, p)) RC_LOG() << p.lon << ' ' << p.lat;
    RC_ASSERT(zone.contains(p) == oracle_contains(area, p));
    if (zone.contains(p)) RC_ASSERT(zone.bounds().contains(p));
  }
}

// A star-like ring of many vertices has large cells inside and out: classification says more there.
Ring star(std::int32_t vertices, std::int32_t radius) {
  Ring ring;
  for (std::int32_t i = 0; i < vertices; ++i) {
    double const angle = 6.283185307179586 * i / vertices;
    double const reach = radius * (0.4 + 0.001 * *rc::gen::inRange(0, 600));
    ring.push_back({static_cast<std::int32_t>(reach * std::cos(angle)), static_cast<std::int32_t>(reach * std::sin(angle))});
  }
  return ring;
}

void check_boxes(Zone const& zone, std::int32_t radius) {
  auto const any = rc::gen::inRange(-radius, radius + 1);
  for (int i = 0; i < 40; ++i) {
    Point const low{*any, *any};
    std::int32_t const size = *rc::gen::inRange(0, radius / 4 + 1);
    Box const box{low, {low.lon + size, low.lat + *rc::gen::inRange(0, size + 1)}};
    Cover const cover = zone.classify(box);
    for (int j = 0; j < 30; ++j) {
      Point const p{*rc::gen::inRange(box.min.lon, box.max.lon + 1), *rc::gen::inRange(box.min.lat, box.max.lat + 1)};
      if (cover == Cover::inside) RC_ASSERT(zone.contains(p));
      if (cover == Cover::outside) RC_ASSERT(!zone.contains(p));
    }
  }
}

RC_GTEST_PROP(ZoneOf, ClassifiesBoxesSafely, ()) {
  std::int32_t const radius = *rc::gen::element(100, 10'000, 50'000'000);
  MultiPolygon area = one({star(*rc::gen::inRange(3, 200), radius)});
  if (*rc::gen::arbitrary<bool>()) area.polygons[0].rings.push_back(star(12, radius / 3));
  if (*rc::gen::arbitrary<bool>()) area.polygons.push_back({{star(20, radius / 2)}});
  check_boxes(Zone::of(area), radius);
}

RC_GTEST_PROP(ZoneCircle, AgreesWithTheDistanceAndClassifiesSafely, ()) {
  Point const centre{*rc::gen::inRange(-20'000'000, 20'000'000), *rc::gen::inRange(-20'000'000, 20'000'000)};
  double const radius = *rc::gen::element(50.0, 10'000.0, 150'000.0);
  Zone const zone = Zone::circle(centre, radius);
  auto const reach = static_cast<std::int32_t>(radius * 100);
  for (int i = 0; i < 50; ++i) {
    Point const p{centre.lon + *rc::gen::inRange(-reach, reach), centre.lat + *rc::gen::inRange(-reach, reach)};
    RC_ASSERT(zone.contains(p) == (distance_m(centre, p) <= radius));
  }
  check_boxes(zone, 20'000'000);
}

RC_GTEST_PROP(ZoneCircle, ClassifiesSafelyAnywhere, ()) {
  Point const centre{*rc::gen::inRange(-kMaxLon, kMaxLon), *rc::gen::inRange(-kMaxLat, kMaxLat)};
  check_boxes(Zone::circle(centre, *rc::gen::element(1e5, 1e6, 8e6, 1.9e7)), 850'000'000);
}

}  // namespace
}  // namespace bassin::geo
