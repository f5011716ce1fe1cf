// Bytes as an area: the first sets the scale, so that coordinates collide or span the globe; then two bytes
// an axis and vertex, and two reserved values of the longitude begin a new ring or polygon.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>

#include "geo_checks.h"

namespace {

using namespace bassin::geo;

constexpr std::int16_t kNewRing = 0x7F7F;
constexpr std::int16_t kNewPolygon = 0x7F7E;

void add_vertex(MultiPolygon& area, std::int16_t x, std::int16_t y, std::int32_t scale) {
  if (area.polygons.empty() || x == kNewPolygon) area.polygons.push_back({{{}}});
  auto& rings = area.polygons.back().rings;
  if (x == kNewRing) rings.emplace_back();
  if (x != kNewRing && x != kNewPolygon) rings.back().push_back({x * scale, y * (scale / 2 + scale % 2)});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  constexpr std::int32_t kScales[] = {1, 3, 16, 17, 1000, 54'000};
  if (size == 0) return 0;
  std::int32_t const scale = kScales[data[0] % std::size(kScales)];
  MultiPolygon area;
  for (std::size_t at = 1; at + 4 <= std::min<std::size_t>(size, 4'000); at += 4) {
    std::int16_t xy[2];
    std::memcpy(xy, data + at, sizeof xy);
    add_vertex(area, xy[0], xy[1], scale);
  }
  if (vertex_count(area) > 0) check_zone(area);
  return 0;
}
