// The cells of a tile, for the rows that fall into them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "geo/tile.h"
#include "query/tile.h"

namespace bassin::query::internal {

class TileGrid {
 public:
  static constexpr std::uint32_t side = 1U << tile_grid_zoom;

  explicit TileGrid(geo::Tile const& tile);

  [[nodiscard]] geo::Box const& box() const { return box_; }
  // Of a position in the box.
  [[nodiscard]] std::uint32_t cell_of(geo::Point point) const;
  // Where every position of that box is in one cell.
  [[nodiscard]] std::optional<std::uint32_t> cell_of(geo::Box const& box) const;

 private:
  static constexpr std::uint32_t steps = 1024;

  geo::Box box_;
  std::array<std::int32_t, side + 1> west_, north_;
  double columns_per_unit_, steps_per_unit_;
  std::array<std::uint8_t, steps + 1> row_from_;  // the row of the northern end of each step of latitude
};

// What one cell holds.
struct TileCell {
  std::array<std::uint32_t, 8> by_chambers{};  // rows by the chambers' three bits
  std::int64_t lon = 0, lat = 0;               // sums
  std::uint32_t row = 0;                       // one of them

  void add(std::uint32_t of_row, geo::Point point, std::uint8_t chambers) {
    ++by_chambers[chambers & 7U];
    lon += point.lon;
    lat += point.lat;
    row = of_row;
  }
  [[nodiscard]] std::uint32_t count() const;
  [[nodiscard]] TileCluster cluster(geo::Tile const& tile) const;
};

}  // namespace bassin::query::internal
