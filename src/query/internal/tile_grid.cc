#include "query/internal/tile_grid.h"

#include <algorithm>
#include <numeric>

namespace bassin::query::internal {

TileGrid::TileGrid(geo::Tile const& tile) : box_(geo::box_of(tile)) {
  auto const zoom = tile.zoom + tile_grid_zoom;
  for (std::uint32_t i = 0; i <= side; ++i) {
    west_[i] = geo::tile_west(zoom, tile.x * side + i);
    north_[i] = geo::tile_north(zoom, tile.y * side + i);
  }
  columns_per_unit_ = side / (static_cast<double>(west_[side]) - west_[0]);
  double const height = static_cast<double>(north_[0]) - north_[side];
  steps_per_unit_ = steps / height;
  std::uint8_t row = 0;
  for (std::uint32_t step = 0; step <= steps; ++step) {
    double const lat = north_[0] - step / steps_per_unit_;
    while (row + 1U < side && lat <= north_[row + 1U]) ++row;
    row_from_[step] = row;
  }
}

std::uint32_t TileGrid::cell_of(geo::Point point) const {
  // The quotients may be off by one where a position stands at an edge; the edges themselves decide.
  auto column = std::min(static_cast<std::uint32_t>((static_cast<double>(point.lon) - west_[0]) * columns_per_unit_), side - 1);
  while (column > 0 && point.lon < west_[column]) --column;
  while (column + 1 < side && point.lon >= west_[column + 1]) ++column;
  auto const step = static_cast<std::uint32_t>((static_cast<double>(north_[0]) - point.lat) * steps_per_unit_);
  std::uint32_t row = row_from_[std::min(step, steps)];
  while (row > 0 && point.lat > north_[row]) --row;
  while (row + 1 < side && point.lat <= north_[row + 1]) ++row;
  return row * side + column;
}

std::optional<std::uint32_t> TileGrid::cell_of(geo::Box const& box) const {
  if (box.empty() || !box_.contains(box)) return std::nullopt;
  auto const cell = cell_of(box.min);
  if (cell != cell_of(box.max)) return std::nullopt;
  return cell;
}

std::uint32_t TileCell::count() const { return std::accumulate(by_chambers.begin(), by_chambers.end(), 0U); }

TileCluster TileCell::cluster(geo::Tile const& tile) const {
  TileCluster out;
  out.count = count();
  for (unsigned mask = 0; mask < 8; ++mask) {
    for (unsigned chamber = 0; chamber < 3; ++chamber) out.chambers[chamber] += ((mask >> chamber) & 1U) != 0 ? by_chambers[mask] : 0U;
  }
  auto const rows = static_cast<std::int64_t>(out.count);
  out.at = geo::position_in(tile, {static_cast<std::int32_t>(lon / rows), static_cast<std::int32_t>(lat / rows)});
  return out;
}

}  // namespace bassin::query::internal
