// The edges of an area dealt out to the cells of a grid; cells that no edge touches are known to be inside or
// outside whole. In a touched cell, what is known of its lower left corner and the few edges of the cell
// settle every point exactly.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "geo/internal/edge.h"
#include "geo/polygon.h"
#include "geo/zone.h"

namespace bassin::geo {

class EdgeGrid {
 public:
  // The area must hold at least one known point.
  explicit EdgeGrid(MultiPolygon const& area);

  [[nodiscard]] Box const& bounds() const { return bounds_; }
  // Of a point within bounds().
  [[nodiscard]] bool contains(Point point) const;
  // Of a box within bounds().
  [[nodiscard]] Cover classify(Box const& box) const;

 private:
  struct Cell {
    // Its groups end where the next cell's begin.
    std::uint32_t first_group = 0;
    // Some polygon covers the whole cell.
    bool covered = false;
  };
  // The edges of one polygon in one cell; they end where the next group's begin.
  struct Group {
    std::uint32_t first_edge = 0;
    bool corner_inside = false;
  };
  // How many cells below and left of a cell's corner are covered, and how many are touched but not covered.
  struct Sums {
    std::uint32_t covered = 0;
    std::uint32_t touched = 0;
  };
  struct Loose;
  struct Touch;
  struct Dealt;
  struct Walk;

  static std::vector<Loose> edges_of(MultiPolygon const& area);
  void choose_cells(std::vector<Loose> const& edges);
  [[nodiscard]] std::uint64_t touches_at(std::vector<Loose> const& edges, int shift) const;
  [[nodiscard]] std::vector<Touch> touches_of(std::vector<Loose> const& edges) const;
  void touch_row(std::vector<Touch>& touches, Edge const& edge, std::uint32_t number, std::uint32_t row) const;
  [[nodiscard]] Dealt by_cell(std::vector<Touch> const& touches) const;
  void fill_cells(std::vector<Loose> const& edges, Dealt const& dealt, std::size_t polygons);
  void add_group(Walk& walk, std::uint32_t cell, std::size_t edges, std::vector<std::int32_t>& covers_from);
  void sum_up();

  [[nodiscard]] std::uint32_t column_of(std::int64_t lon) const { return static_cast<std::uint32_t>((lon - bounds_.min.lon) >> shift_); }
  [[nodiscard]] std::uint32_t row_of(std::int64_t lat) const { return static_cast<std::uint32_t>((lat - bounds_.min.lat) >> shift_); }
  // The lower left corner of a cell, half a unit before its first point on both axes.
  [[nodiscard]] Half corner(std::uint32_t column, std::uint32_t row) const;
  [[nodiscard]] bool group_contains(Group const& group, std::uint32_t end, Half corner, Point point) const;

  Box bounds_;
  // A cell is 2^shift_ units wide and high.
  int shift_ = 0;
  std::uint32_t columns_ = 1;
  std::uint32_t rows_ = 1;
  std::vector<Cell> cells_;
  std::vector<Group> groups_;
  std::vector<Edge> edges_;
  std::vector<Sums> sums_;
};

}  // namespace bassin::geo
