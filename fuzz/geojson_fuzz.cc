// Any text as GeoJSON; what is read as an area is then tested against the plain definition of "inside".
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "geo/geojson.h"
#include "geo_checks.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace bassin::geo;
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  auto const features = parse_geojson(text, {.bytes = 1 << 16, .features = 100, .vertices = 2'000, .depth = 32});
  if (!features.ok()) return 0;
  MultiPolygon const area = merged_area(features.value());
  require(vertex_count(area) >= 4);
  check_zone(area);
  return 0;
}
