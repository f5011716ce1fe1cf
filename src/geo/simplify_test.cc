#include "geo/simplify.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <set>
#include <utility>

#include "geo/area.h"
#include "geo/geojson.h"
#include "geo/geojson_text.h"

namespace bassin::geo {
namespace {

Point at(double lon, double lat) { return *Point::from_degrees(lon, lat); }

MultiPolygon box(double west, double south, double east, double north) {
  return {{{{{at(west, south), at(east, south), at(east, north), at(west, north), at(west, south)}}}}};
}

TEST(Area, IsThatOfTheEllipsoid) {
  // A degree by a degree at the equator, and at 48° N; GeographicLib: 12308778361 and 8294 km² or so.
  EXPECT_NEAR(area_m2(box(0, 0, 1, 1)), 12'308'778'361.0, 2e6);
  EXPECT_NEAR(area_m2(box(2, 48, 3, 49)), 8'212'000'000.0, 1e8);
  EXPECT_EQ(area_m2({}), 0);
}

TEST(Area, LeavesHolesOutAndAddsPolygonsUp) {
  auto holed = box(2, 48, 3, 49);
  auto const whole = area_m2(holed);
  auto const hole = box(2.4, 48.4, 2.6, 48.6);
  holed.polygons[0].rings.push_back(hole.polygons[0].rings[0]);
  EXPECT_NEAR(area_m2(holed), whole - area_m2(hole), 1);
  auto two = box(2, 48, 3, 49);
  two.polygons.push_back(box(4, 48, 5, 49).polygons[0]);
  EXPECT_NEAR(area_m2(two), 2 * whole, 1);
}

TEST(GeojsonText, ReadsBackAsItWas) {
  std::mt19937 chance(1);
  std::uniform_int_distribution<std::int32_t> lon(-kMaxLon, kMaxLon), lat(-kMaxLat, kMaxLat);
  for (int i = 0; i < 200; ++i) {
    MultiPolygon area;
    for (int p = 0; p < 3; ++p) {
      Ring ring;
      for (int v = 0; v < 5; ++v) ring.push_back({lon(chance), lat(chance)});
      ring.push_back(ring.front());
      area.polygons.push_back({{ring}});
    }
    std::string text;
    append_geojson(text, area);
    auto const read = parse_geojson(text);
    ASSERT_TRUE(read.ok()) << text;
    EXPECT_EQ(read->front().area, area) << text;
  }
}

TEST(GeojsonText, RoundsAndCloses) {
  MultiPolygon const area{{{{{at(2.123456, 48), at(2.1234561, 48), at(-3, -0.00001), at(3, 49)}}}}};
  std::string text;
  append_geojson(text, area, 3);
  EXPECT_EQ(text, R"({"type":"MultiPolygon","coordinates":[[[[2.123,48],[-3,0],[3,49],[2.123,48]]]]})");
}

MultiPolygon wavy(int vertices) {
  Ring ring;
  for (int i = 0; i < vertices; ++i) {
    double const angle = 2 * std::numbers::pi * i / vertices;
    double const reach = 0.1 + 0.01 * std::sin(angle * 37) + 0.001 * std::sin(angle * 501);
    ring.push_back(at(3 + reach * std::cos(angle), 48 + reach * std::sin(angle)));
  }
  ring.push_back(ring.front());
  return {{{{ring}}}};
}

TEST(Simplify, KeepsAsManyAsAskedAndAboutTheArea) {
  auto const area = wavy(20'000);
  auto const weights = vertex_weights({&area, 1});
  ASSERT_EQ(weights.size(), vertex_count(area));
  for (std::size_t const most : {5'000U, 500U, 50U}) {
    auto const simple = simplified(area, weights, weight_for(weights, most));
    EXPECT_LE(vertex_count(simple), most + 1);
    EXPECT_GT(vertex_count(simple), most / 2);
    EXPECT_NEAR(area_m2(simple), area_m2(area), area_m2(area) / 20);
  }
  EXPECT_EQ(simplified(area, weights, 0), area);
}

TEST(Simplify, NeverLosesTheMainPolygonAndDropsIslets) {
  auto area = wavy(1'000);
  area.polygons.push_back(box(3.2, 48, 3.2001, 48.0001).polygons[0]);
  auto const weights = vertex_weights({&area, 1});
  EXPECT_EQ(simplified(area, weights, 100).polygons.size(), 1U);
  auto const least = simplified(area, weights, 1e6F);
  ASSERT_EQ(least.polygons.size(), 1U);
  EXPECT_EQ(least.polygons[0].rings[0].size(), 4U);
}

using Segment = std::pair<std::pair<int, int>, std::pair<int, int>>;
std::multiset<Segment> segments(MultiPolygon const& area) {
  std::multiset<Segment> out;
  for (auto const& polygon : area.polygons) {
    for (auto const& ring : polygon.rings) {
      for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        std::pair const a{ring[i].lon, ring[i].lat}, b{ring[i + 1].lon, ring[i + 1].lat};
        out.insert({std::min(a, b), std::max(a, b)});
      }
    }
  }
  return out;
}

// A grid of areas whose common lines wander: whatever is left of a line is left for both its sides.
TEST(Simplify, NeighboursStillMeet) {
  std::mt19937 chance(7);
  std::uniform_int_distribution<int> wander(-20'000, 20'000);
  constexpr int cells = 4, steps = 40, size = 1'000'000;
  auto const line = [&] {
    std::vector<int> out(cells * steps + 1);
    for (auto& one : out) one = wander(chance);
    return out;
  };
  std::vector<std::vector<int>> across, up;
  for (int i = 0; i <= cells; ++i) across.push_back(line()), up.push_back(line());
  int const unit = size / steps;
  auto const on_across = [&](int i, int s) {
    bool const node = s % steps == 0;
    return Point{30'000'000 + s * unit,
                 480'000'000 + i * size + (node ? 0 : across[static_cast<std::size_t>(i)][static_cast<std::size_t>(s)])};
  };
  auto const on_up = [&](int i, int s) {
    bool const node = s % steps == 0;
    return Point{30'000'000 + i * size + (node ? 0 : up[static_cast<std::size_t>(i)][static_cast<std::size_t>(s)]), 480'000'000 + s * unit};
  };
  std::vector<MultiPolygon> areas;
  for (int x = 0; x < cells; ++x) {
    for (int y = 0; y < cells; ++y) {
      Ring ring;
      for (int s = 0; s < steps; ++s) ring.push_back(on_across(y, x * steps + s));
      for (int s = 0; s < steps; ++s) ring.push_back(on_up(x + 1, y * steps + s));
      for (int s = steps; s > 0; --s) ring.push_back(on_across(y + 1, x * steps + s));
      for (int s = steps; s > 0; --s) ring.push_back(on_up(x, y * steps + s));
      ring.push_back(ring.front());
      areas.push_back({{{{ring}}}});
    }
  }
  auto const weights = vertex_weights(areas);
  for (float const least : {0.0F, 50.0F, 150.0F, 300.0F}) {
    std::multiset<Segment> all;
    std::size_t from = 0, left = 0;
    for (auto const& area : areas) {
      auto const n = vertex_count(area);
      auto const simple = simplified(area, std::span(weights).subspan(from, n), least);
      from += n;
      left += vertex_count(simple);
      for (auto const& one : segments(simple)) all.insert(one);
    }
    EXPECT_GT(left, 16U * 4);
    std::size_t single = 0;
    for (auto const& one : all) single += all.count(one) == 1;
    std::size_t outer = 0;  // on the outside of the grid there is one side only
    auto const outside = [](std::pair<int, int> const& p) {
      auto const near = [](int value, int edge) { return std::abs(value - edge) <= 20'000; };
      return near(p.first, 30'000'000) || near(p.first, 34'000'000) || near(p.second, 480'000'000) || near(p.second, 484'000'000);
    };
    for (auto const& [a, b] : all) outer += all.count({a, b}) == 1 && outside(a) && outside(b);
    EXPECT_EQ(single, outer) << least;
  }
}

}  // namespace
}  // namespace bassin::geo
