// Tiles of a web map: the square of Web Mercator, halved on both axes at each zoom; x counts from the west, y from the
// north. Each position of the globe is in exactly one tile of a zoom, and a tile is exactly its four children.
#pragma once

#include <cstdint>

#include "geo/point.h"

namespace bassin::geo {

inline constexpr unsigned kMostTileZoom = 20;
// Positions inside a tile on one axis, as vector tiles count them.
inline constexpr std::int32_t kTileExtent = 4096;

struct Tile {
  unsigned zoom = 0;
  std::uint32_t x = 0, y = 0;

  // Whether the zoom is at most kMostTileZoom and has that tile.
  [[nodiscard]] constexpr bool exists() const { return zoom <= kMostTileZoom && (x >> zoom) == 0 && (y >> zoom) == 0; }
  friend constexpr bool operator==(Tile const&, Tile const&) = default;
};

struct TilePosition {
  std::int32_t x = 0, y = 0;
  friend constexpr auto operator<=>(TilePosition const&, TilePosition const&) = default;
};

// The least longitude in column x, and the greatest latitude in row y; x and y up to 2^zoom, which is behind the last.
// For grids inside tiles, zooms up to 27. The rows of the poles reach to them.
[[nodiscard]] std::int32_t tile_west(unsigned zoom, std::uint32_t x);
[[nodiscard]] std::int32_t tile_north(unsigned zoom, std::uint32_t y);

// The positions of the tile, edges included. The tile must exist.
[[nodiscard]] Box box_of(Tile const& tile);
// The tile that holds a known position.
[[nodiscard]] Tile tile_of(Point point, unsigned zoom);
// Where a known position stands in the tile, 0 to kTileExtent - 1 from its north-western corner; outside it, at its edge.
[[nodiscard]] TilePosition position_in(Tile const& tile, Point point);

}  // namespace bassin::geo
