// The establishments that pass a filter, on one tile of a web map: single points where they are few, else clusters. Only
// rows whose position the audience may see are there, by their corrected position, local businesses among them: a row with
// a hidden position changes nothing.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "geo/tile.h"
#include "query/filter.h"

namespace bassin::query {

inline constexpr unsigned tile_grid_zoom = 5;  // 2^5 cells a side

struct TileRequest {
  geo::Tile tile;
  // A tile of more rows is a grid: what shares a cell of it is one cluster.
  std::size_t most_points = 2000;
};

struct TilePoint {
  BusinessId id;
  geo::TilePosition at;
  reference::ChamberMask chambers = 0;
  char section = '\0';  // of NAF rév. 2; '\0' where not known or coded in another nomenclature
  reference::SizeIndex size = reference::size_unknown;
  registry::State state = registry::State::unknown;  // at the filter's date, as all of these
  friend bool operator==(TilePoint const&, TilePoint const&) = default;
};

struct TileCluster {
  geo::TilePosition at;  // of the mean of its positions
  std::uint32_t count = 0;
  std::array<std::uint32_t, 3> chambers{};  // attached to CCI, CMA, CA
  friend bool operator==(TileCluster const&, TileCluster const&) = default;
};

struct Tile {
  std::uint64_t rows = 0;             // of points and clusters together
  std::vector<TilePoint> points;      // by position, then id: the order tells nothing
  std::vector<TileCluster> clusters;  // of two rows and more
};

// A position is in one tile of each zoom: tiles of one zoom add up to the located rows of the filter.
// Errors: "query.bad_value" (name "tile", value, allowed) for a tile that does not exist; "image.damaged".
[[nodiscard]] base::Result<Tile> tile(PreparedFilter const& filter, TileRequest const& request);

}  // namespace bassin::query
