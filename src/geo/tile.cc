#include "geo/tile.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace bassin::geo {

namespace {

constexpr std::uint64_t around = 2 * std::uint64_t{kMaxLon};

std::uint64_t from_west(std::int32_t lon) { return static_cast<std::uint64_t>(std::int64_t{lon} + kMaxLon); }

// 0 at the northern edge of the square, 1 at the southern; beyond both outside of it.
double southwards(Point point) {
  double const lat = point.lat_degrees() * std::numbers::pi / 180;
  return 0.5 - std::asinh(std::tan(lat)) / (2 * std::numbers::pi);
}

// A share of a tile as a place on its grid.
std::int32_t on_grid(double share) {
  auto const at = std::floor(share * kTileExtent);
  return static_cast<std::int32_t>(std::clamp(at, 0.0, static_cast<double>(kTileExtent - 1)));
}

}  // namespace

std::int32_t tile_west(unsigned zoom, std::uint32_t x) {
  std::uint64_t const columns = std::uint64_t{1} << zoom;
  if (x >= columns) return kMaxLon + 1;  // the antimeridian is in the last column
  return static_cast<std::int32_t>(static_cast<std::int64_t>((x * around + columns - 1) >> zoom) - kMaxLon);
}

std::int32_t tile_north(unsigned zoom, std::uint32_t y) {
  if (y == 0) return kMaxLat;
  if (y >> zoom != 0) return -kMaxLat - 1;
  // Exact for every zoom, so that the edge of a tile is that of its children to the last bit.
  double const share = std::ldexp(static_cast<double>(y), -static_cast<int>(zoom));
  double const lat = std::atan(std::sinh(std::numbers::pi * (1 - 2 * share)));
  return static_cast<std::int32_t>(std::floor(lat * 180 / std::numbers::pi * kUnitsPerDegree));
}

Box box_of(Tile const& tile) {
  return {{tile_west(tile.zoom, tile.x), tile_north(tile.zoom, tile.y + 1) + 1},
          {tile_west(tile.zoom, tile.x + 1) - 1, tile_north(tile.zoom, tile.y)}};
}

Tile tile_of(Point point, unsigned zoom) {
  auto const last = (std::uint32_t{1} << zoom) - 1;
  auto const x = static_cast<std::uint32_t>((from_west(point.lon) << zoom) / around);
  double const guess = std::floor(std::ldexp(southwards(point), static_cast<int>(zoom)));
  auto y = static_cast<std::uint32_t>(std::clamp(guess, 0.0, static_cast<double>(last)));
  while (y > 0 && point.lat > tile_north(zoom, y)) --y;
  while (y < last && point.lat <= tile_north(zoom, y + 1)) ++y;
  return {zoom, std::min(x, last), y};
}

TilePosition position_in(Tile const& tile, Point point) {
  double const columns = std::ldexp(static_cast<double>(from_west(point.lon)) / static_cast<double>(around), static_cast<int>(tile.zoom));
  double const rows = std::ldexp(southwards(point), static_cast<int>(tile.zoom));
  return {on_grid(columns - tile.x), on_grid(rows - tile.y)};
}

}  // namespace bassin::geo
