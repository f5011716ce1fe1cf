// Real contours and flood zones, read from the folder BASSIN_REAL_DATA; skipped without it.
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

#include <gtest/gtest.h>
#include <boost/geometry.hpp>
#include <boost/geometry/geometries/multi_polygon.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/geometries/polygon.hpp>
#include <boost/geometry/strategies/cartesian/point_in_poly_crossings_multiply.hpp>

#include "geo/geojson.h"
#include "geo/oracle_for_test.h"
#include "geo/zone.h"

namespace bassin::geo {
namespace {

namespace bg = boost::geometry;
namespace fs = std::filesystem;
using BoostPoint = bg::model::d2::point_xy<double>;
using BoostPolygon = bg::model::polygon<BoostPoint>;

std::string contents(fs::path const& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

BoostPoint boost_point(Point p) { return {static_cast<double>(p.lon), static_cast<double>(p.lat)}; }

// The same polygons for an independent library, each with its box: it has no index of its own.
class BoostArea {
 public:
  explicit BoostArea(MultiPolygon const& area) {
    for (auto const& polygon : area.polygons) {
      BoostPolygon& other = polygons_.emplace_back(bounds({{polygon}}), BoostPolygon()).second;
      other.inners().resize(polygon.rings.size() - 1);
      for (std::size_t i = 0; i < polygon.rings.size(); ++i) {
        auto& ring = i == 0 ? other.outer() : other.inners()[i - 1];
        for (auto const p : polygon.rings[i]) ring.push_back(boost_point(p));
      }
      bg::correct(other);
    }
  }

  bool contains(Point p) const {
    bg::strategy::within::crossings_multiply<BoostPoint> const crossings;
    return std::any_of(polygons_.begin(), polygons_.end(),
                       [&](auto const& entry) { return entry.first.contains(p) && bg::within(boost_point(p), entry.second, crossings); });
  }

 private:
  std::vector<std::pair<Box, BoostPolygon>> polygons_;
};

// Half anywhere in the bounds, half within five metres of a vertex.
std::vector<Point> random_points(MultiPolygon const& area, std::size_t count) {
  std::mt19937 random(2026);
  std::vector<Point> vertices;
  for (auto const& polygon : area.polygons) {
    for (auto const& ring : polygon.rings) vertices.insert(vertices.end(), ring.begin(), ring.end());
  }
  Box const box = bounds(area);
  std::uniform_int_distribution<std::int32_t> lon(box.min.lon, box.max.lon);
  std::uniform_int_distribution<std::int32_t> lat(box.min.lat, box.max.lat);
  std::uniform_int_distribution<std::int32_t> near(-500, 500);
  std::uniform_int_distribution<std::size_t> vertex(0, vertices.size() - 1);
  std::vector<Point> points;
  for (std::size_t i = 0; i < count; ++i) {
    Point const at = vertices[vertex(random)];
    points.push_back(i % 2 == 0 ? Point{lon(random), lat(random)} : Point{at.lon + near(random), at.lat + near(random)});
  }
  return points;
}

bool on_some_edge(MultiPolygon const& area, Point p) {
  for (auto const& polygon : area.polygons) {
    for (auto const& ring : polygon.rings) {
      for (std::size_t i = 1; i < ring.size(); ++i) {
        if (oracle_on_edge(ring[i - 1], ring[i], p)) return true;
      }
    }
  }
  return false;
}

// Points on which the two libraries differ, less those on an edge, which are inside for us by rule and
// anything for the other. Counts our points inside.
std::size_t differences(MultiPolygon const& area, std::size_t points, std::size_t& inside) {
  Zone const zone = Zone::of(area);
  BoostArea const other(area);
  std::size_t count = 0;
  for (auto const p : random_points(area, points)) {
    bool const in = zone.contains(p);
    inside += in ? 1 : 0;
    if (in != other.contains(p) && !(in && on_some_edge(area, p))) ++count;
  }
  return count;
}

class RealData : public testing::Test {
 protected:
  void SetUp() override {
    char const* folder = std::getenv("BASSIN_REAL_DATA");
    if (folder == nullptr) GTEST_SKIP() << "BASSIN_REAL_DATA is not set";
    folder_ = fs::path(folder) / "geo";
  }

  std::vector<Feature> raw(std::string const& name) const { return parse_geojson(contents(folder_ / name)).value(); }

  // Through the program, as a user's file goes.
  std::vector<Feature> cleaned(std::string const& name) const {
    fs::path const out = fs::temp_directory_path() / ("geo_real_" + std::to_string(::getpid()) + name);
    std::string const command = BASSIN_GEOFILE " " + (folder_ / name).string() + " >" + out.string() + " 2>/dev/null";
    EXPECT_EQ(std::system(command.c_str()), 0) << command;
    std::string const text = contents(out);
    fs::remove(out);
    return parse_geojson(text).value();
  }

  static std::size_t repairs(std::vector<Feature> const& features) {
    return static_cast<std::size_t>(std::count_if(features.begin(), features.end(), [](auto const& f) { return f.repaired; }));
  }

 private:
  fs::path folder_;
};

TEST_F(RealData, ContoursNeedNoRepair) {
  for (auto const& [name, count] : {std::pair{"communes_moselle.geojson", 725u}, std::pair{"communes_seine-et-marne.geojson", 507u},
                                    std::pair{"communes_pays_crecois.geojson", 19u}, std::pair{"epci_pays_crecois_ca_cpb.geojson", 3u}}) {
    auto const features = cleaned(name);
    EXPECT_EQ(features.size(), count) << name;
    EXPECT_EQ(repairs(features), 0u) << name;
    auto const direct = raw(name);
    ASSERT_EQ(direct.size(), features.size());
    for (std::size_t i = 0; i < features.size(); ++i) {
      EXPECT_EQ(features[i].name, direct[i].name);
      EXPECT_EQ(features[i].id, direct[i].id);
      EXPECT_EQ(bounds(features[i].area), bounds(direct[i].area));
    }
  }
}

TEST_F(RealData, FloodZonesAreRepairedAndAgreeWithAnotherLibrary) {
  auto const features = cleaned("flood_zones_vienne_clain.geojson");
  EXPECT_EQ(features.size(), 31u);
  EXPECT_EQ(repairs(features), 3u);
  std::size_t inside = 0;
  EXPECT_EQ(differences(merged_area(features), 100'000, inside), 0u);
  EXPECT_GT(inside, 10'000u);
}

TEST_F(RealData, CommunesAgreeWithAnotherLibrary) {
  for (auto const* name : {"communes_moselle.geojson", "communes_seine-et-marne.geojson"}) {
    std::size_t inside = 0;
    EXPECT_EQ(differences(merged_area(raw(name)), 100'000, inside), 0u);
    EXPECT_GT(inside, 10'000u);
  }
}

TEST_F(RealData, EachCommuneAgreesWithAnotherLibrary) {
  for (auto const& feature : raw("communes_pays_crecois.geojson")) {
    std::size_t inside = 0;
    EXPECT_EQ(differences(feature.area, 20'000, inside), 0u) << feature.name;
    EXPECT_GT(inside, 5'000u);
  }
}

// Even-odd on the invalid rings and the repaired rings mean the same area: they differ near an edge only,
// where a repair rounds the crossing that it adds.
TEST_F(RealData, RepairKeepsTheArea) {
  MultiPolygon const repaired = merged_area(cleaned("flood_zones_vienne_clain.geojson"));
  Zone const before = Zone::of(merged_area(raw("flood_zones_vienne_clain.geojson")));
  Zone const after = Zone::of(repaired);
  auto const points = random_points(repaired, 100'000);
  EXPECT_LE(std::count_if(points.begin(), points.end(), [&](Point p) { return before.contains(p) != after.contains(p); }), 2);
}

}  // namespace
}  // namespace bassin::geo
