#include "geo/geojson_text.h"

#include <array>
#include <charconv>
#include <cstdint>

namespace bassin::geo {

namespace {

constexpr std::array<std::int64_t, kMostDecimals + 1> steps = {10'000'000, 1'000'000, 100'000, 10'000, 1'000, 100, 10, 1};

std::int64_t rounded(std::int64_t units, std::int64_t step) {
  auto const half = units < 0 ? -step / 2 : step / 2;
  return (units + half) / step * step;
}

void append_degrees(std::string& out, std::int64_t units) {
  if (units < 0) out += '-';
  auto const magnitude = static_cast<std::uint64_t>(units < 0 ? -units : units);
  std::array<char, 24> digits{};
  auto* const end = std::to_chars(digits.data(), digits.data() + digits.size(), magnitude / 10'000'000).ptr;
  out.append(digits.data(), end);
  auto rest = magnitude % 10'000'000;
  if (rest == 0) return;
  out += '.';
  for (std::uint64_t place = 1'000'000; rest != 0; place /= 10) {
    out += static_cast<char>('0' + rest / place);
    rest %= place;
  }
}

void append_ring(std::string& out, Ring const& ring, std::int64_t step) {
  struct Position {
    std::int64_t lon, lat;
    bool operator==(Position const&) const = default;
  };
  auto const position = [&](Point point) { return Position{rounded(point.lon, step), rounded(point.lat, step)}; };
  auto const append = [&](Position at) {
    out += '[';
    append_degrees(out, at.lon);
    out += ',';
    append_degrees(out, at.lat);
    out += "],";
  };
  out += '[';
  auto const first = position(ring.front());
  auto last = first;
  append(first);
  for (std::size_t i = 1; i < ring.size(); ++i) {
    auto const at = position(ring[i]);
    if (at == last) continue;
    append(at);
    last = at;
  }
  if (!(last == first)) append(first);
  out.back() = ']';
}

}  // namespace

void append_geojson(std::string& out, MultiPolygon const& area, int decimals) {
  auto const step = steps[static_cast<std::size_t>(decimals)];
  out += R"({"type":"MultiPolygon","coordinates":[)";
  bool first = true;
  for (auto const& polygon : area.polygons) {
    out += first ? "[" : ",[";
    first = false;
    bool first_ring = true;
    for (auto const& ring : polygon.rings) {
      if (ring.empty()) continue;
      if (!first_ring) out += ',';
      first_ring = false;
      append_ring(out, ring, step);
    }
    out += ']';
  }
  out += "]}";
}

}  // namespace bassin::geo
