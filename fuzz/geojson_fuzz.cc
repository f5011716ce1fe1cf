// Any text as GeoJSON; what is read as an area is then tested against the plain definition of "inside".
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "geo/geojson.h"
#include "geo/oracle_for_test.h"
#include "geo/zone.h"

namespace {

using namespace bassin::geo;

void require(bool holds) {
  if (!holds) std::abort();
}

std::vector<Point> vertices_of(MultiPolygon const& area) {
  std::vector<Point> points;
  for (auto const& polygon : area.polygons) {
    for (auto const& ring : polygon.rings) points.insert(points.end(), ring.begin(), ring.end());
  }
  return points;
}

// Vertices, middles between vertices, and their neighbours.
void check_points(Zone const& zone, MultiPolygon const& area) {
  auto const vertices = vertices_of(area);
  for (std::size_t i = 0; i + 1 < vertices.size() && i < 50; ++i) {
    Point const a = vertices[i];
    Point const b = vertices[(i * 7 + 1) % vertices.size()];
    Point const middle{a.lon / 2 + b.lon / 2, a.lat / 2 + b.lat / 2};
    for (Point const p : {a, middle, Point{middle.lon + 1, middle.lat}, Point{a.lon, a.lat - 1}, Point{a.lon - 1, b.lat}}) {
      require(zone.contains(p) == oracle_contains(area, p));
      Cover const cover = zone.classify({p, p});
      require(cover == Cover::crosses || (cover == Cover::inside) == zone.contains(p));
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  auto const features = parse_geojson(text, {.bytes = 1 << 16, .features = 100, .vertices = 2'000, .depth = 32});
  if (!features.ok()) return 0;
  MultiPolygon const area = merged_area(*features);
  require(vertex_count(area) >= 4);
  Zone const zone = Zone::of(area);
  require(zone.bounds() == bounds(area));
  check_points(zone, area);
  return 0;
}
