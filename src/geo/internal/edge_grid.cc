#include "geo/internal/edge_grid.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <limits>

namespace bassin::geo {

// An edge and the polygon it belongs to.
struct EdgeGrid::Loose {
  Edge edge;
  std::uint32_t polygon;
};

// An edge, by number, and a cell that it may touch.
struct EdgeGrid::Touch {
  std::uint32_t cell;
  std::uint32_t edge;
};

// Numbers of edges, by cell: those of cell i are begin[i] to begin[i + 1].
struct EdgeGrid::Dealt {
  std::vector<std::uint32_t> begin;
  std::vector<std::uint32_t> edges;
};

// How far the walk along a row has come for one polygon: the last cell it touched, and whether the lower
// right corner of that cell is inside it.
struct EdgeGrid::Walk {
  std::uint32_t cell = std::numeric_limits<std::uint32_t>::max();
  bool inside = false;
};

namespace {

// Allowed to the smallest area, so that its inside is known whole.
constexpr std::uint64_t kLeastCells = 4096;
constexpr std::uint64_t kMostCells = 1u << 20;
// Narrower cells gain nothing over the margin of one unit that rounding asks for.
constexpr int kLeastShift = 4;

Ring known_points(Ring const& ring) {
  Ring known;
  known.reserve(ring.size());
  std::copy_if(ring.begin(), ring.end(), std::back_inserter(known), [](Point p) { return p.known(); });
  return known;
}

std::uint64_t spread(std::int64_t from, std::int64_t to) { return static_cast<std::uint64_t>(std::abs(to - from)); }

}  // namespace

EdgeGrid::EdgeGrid(MultiPolygon const& area) : bounds_(geo::bounds(area)) {
  auto const edges = edges_of(area);
  choose_cells(edges);
  fill_cells(edges, by_cell(touches_of(edges)), area.polygons.size());
  sum_up();
}

std::vector<EdgeGrid::Loose> EdgeGrid::edges_of(MultiPolygon const& area) {
  std::vector<Loose> edges;
  edges.reserve(vertex_count(area));
  std::uint32_t number = 0;
  for (auto const& polygon : area.polygons) {
    for (auto const& ring : polygon.rings) {
      Ring const points = known_points(ring);
      for (std::size_t i = 1; i < points.size(); ++i) edges.push_back({{points[i - 1], points[i]}, number});
      bool const closed = points.size() > 1 && points.front() == points.back();
      if (!points.empty() && !closed) edges.push_back({{points.back(), points.front()}, number});
    }
    ++number;
  }
  return edges;
}

std::uint64_t EdgeGrid::touches_at(std::vector<Loose> const& edges, int shift) const {
  std::uint64_t count = 0;
  for (auto const& [edge, polygon] : edges) {
    count += 1 + (spread(edge.a.lon, edge.b.lon) >> shift) + (spread(edge.a.lat, edge.b.lat) >> shift);
  }
  return count;
}

// The finest grid whose cells and touches both stay in proportion to the edges, whatever their shape.
void EdgeGrid::choose_cells(std::vector<Loose> const& edges) {
  std::uint64_t const width = spread(bounds_.min.lon, bounds_.max.lon);
  std::uint64_t const height = spread(bounds_.min.lat, bounds_.max.lat);
  std::uint64_t const most_cells = std::clamp<std::uint64_t>(edges.size() * 4, kLeastCells, kMostCells);
  std::uint64_t const most_touches = edges.size() * 4 + kLeastCells / 2;
  auto const too_fine = [&](int shift) {
    return ((width >> shift) + 1) * ((height >> shift) + 1) > most_cells || touches_at(edges, shift) > most_touches;
  };
  shift_ = kLeastShift;
  while (shift_ < 32 && too_fine(shift_)) ++shift_;
  columns_ = static_cast<std::uint32_t>(width >> shift_) + 1;
  rows_ = static_cast<std::uint32_t>(height >> shift_) + 1;
}

Half EdgeGrid::corner(std::uint32_t column, std::uint32_t row) const {
  std::int64_t const x = bounds_.min.lon + (std::int64_t{column} << shift_);
  std::int64_t const y = bounds_.min.lat + (std::int64_t{row} << shift_);
  return {x * 2 - 1, y * 2 - 1};
}

std::vector<EdgeGrid::Touch> EdgeGrid::touches_of(std::vector<Loose> const& edges) const {
  std::vector<Touch> touches;
  touches.reserve(edges.size() * 3);
  for (std::size_t i = 0; i < edges.size(); ++i) {
    auto const& edge = edges[i].edge;
    auto const [low, high] = std::minmax(edge.a.lat, edge.b.lat);
    for (auto row = row_of(low); row <= row_of(high); ++row) touch_row(touches, edge, static_cast<std::uint32_t>(i), row);
  }
  return touches;
}

// Cells of one row: the stretch of the edge between the row's borders, one unit longer at both ends than the
// rounded arithmetic says. A cell too many costs time only.
void EdgeGrid::touch_row(std::vector<Touch>& touches, Edge const& edge, std::uint32_t number, std::uint32_t row) const {
  auto const [west, east] = std::minmax(edge.a.lon, edge.b.lon);
  std::int64_t first = west;
  std::int64_t last = east;
  if (row_of(edge.a.lat) != row_of(edge.b.lat)) {
    double const slope = (double{1} * edge.b.lon - edge.a.lon) / (double{1} * edge.b.lat - edge.a.lat);
    double const low = static_cast<double>(corner(0, row).y) / 2;
    double const high = static_cast<double>(corner(0, row + 1).y) / 2;
    double const x1 = edge.a.lon + (low - edge.a.lat) * slope;
    double const x2 = edge.a.lon + (high - edge.a.lat) * slope;
    first = std::clamp<std::int64_t>(std::llround(std::floor(std::min(x1, x2))) - 1, west, east);
    last = std::clamp<std::int64_t>(std::llround(std::ceil(std::max(x1, x2))) + 1, west, east);
  }
  for (auto column = column_of(first); column <= column_of(last); ++column) touches.push_back({row * columns_ + column, number});
}

// A counting sort; it leaves the touches of one polygon together, as its edges follow one another.
EdgeGrid::Dealt EdgeGrid::by_cell(std::vector<Touch> const& touches) const {
  Dealt dealt;
  dealt.begin.resize(std::size_t{columns_} * rows_ + 1);
  for (auto const& touch : touches) ++dealt.begin[touch.cell + 1];
  for (std::size_t i = 1; i < dealt.begin.size(); ++i) dealt.begin[i] += dealt.begin[i - 1];
  std::vector<std::uint32_t> next = dealt.begin;
  dealt.edges.resize(touches.size());
  for (auto const& touch : touches) dealt.edges[next[touch.cell]++] = touch.edge;
  return dealt;
}

// Walks each row from the left, keeping for each polygon whether the corner reached is inside it: at the
// first cell that it touches in a row it is not, at the next ones the lower border of the cell before says.
void EdgeGrid::fill_cells(std::vector<Loose> const& edges, Dealt const& dealt, std::size_t polygons) {
  std::size_t const count = std::size_t{columns_} * rows_;
  std::vector<Walk> walks(polygons);
  std::vector<std::int32_t> covers_from(count + 1);
  cells_.resize(count + 1);
  edges_.reserve(dealt.edges.size());
  for (std::uint32_t cell = 0; cell < count; ++cell) {
    cells_[cell].first_group = static_cast<std::uint32_t>(groups_.size());
    for (std::uint32_t i = dealt.begin[cell]; i < dealt.begin[cell + 1];) {
      std::uint32_t const polygon = edges[dealt.edges[i]].polygon;
      std::uint32_t const begin = i;
      while (i < dealt.begin[cell + 1] && edges[dealt.edges[i]].polygon == polygon) edges_.push_back(edges[dealt.edges[i++]].edge);
      add_group(walks[polygon], cell, i - begin, covers_from);
    }
  }
  cells_[count].first_group = static_cast<std::uint32_t>(groups_.size());
  groups_.push_back({static_cast<std::uint32_t>(edges_.size()), false});
  std::int32_t covers = 0;
  for (std::size_t i = 0; i < count; ++i) cells_[i].covered = (covers += covers_from[i]) > 0;
}

// The group of the last `edges` edges. Cells passed over since the polygon's last one are inside it whole, or
// outside whole.
void EdgeGrid::add_group(Walk& walk, std::uint32_t cell, std::size_t edges, std::vector<std::int32_t>& covers_from) {
  if (walk.cell / columns_ != cell / columns_) walk.inside = false;
  if (walk.inside) {
    ++covers_from[walk.cell + 1];
    --covers_from[cell];
  }
  auto const first = edges_.size() - edges;
  groups_.push_back({static_cast<std::uint32_t>(first), walk.inside});
  Half const left = corner(cell % columns_, cell / columns_);
  Half const right{left.x + (std::int64_t{2} << shift_), left.y};
  for (auto i = first; i < edges_.size(); ++i) walk.inside ^= edges_[i].cuts_level(left, right);
  walk.cell = cell;
}

void EdgeGrid::sum_up() {
  std::size_t const stride = columns_ + 1;
  sums_.resize(stride * (rows_ + 1));
  for (std::size_t row = 0; row < rows_; ++row) {
    Sums line;
    for (std::size_t column = 0; column < columns_; ++column) {
      std::size_t const cell = row * columns_ + column;
      bool const touched = cells_[cell].first_group != cells_[cell + 1].first_group;
      line.covered += cells_[cell].covered ? 1 : 0;
      line.touched += touched && !cells_[cell].covered ? 1 : 0;
      Sums const& below = sums_[row * stride + column + 1];
      sums_[(row + 1) * stride + column + 1] = {below.covered + line.covered, below.touched + line.touched};
    }
  }
}

// From the cell's corner up its left border to the height of the point, then across to it: each cut on the
// way changes sides. Most edges are settled by comparisons alone.
bool EdgeGrid::group_contains(Group const& group, std::uint32_t end, Half corner, Point point) const {
  Half const place = doubled(point);
  Half const turn{corner.x, place.y};
  bool inside = group.corner_inside;
  for (std::uint32_t i = group.first_edge; i < end; ++i) {
    Edge const& edge = edges_[i];
    if (edge.in_box(point)) {
      Wide const side = edge.cross(place);
      if (side == 0) return true;
      if (edge.spans_y(place.y)) inside ^= edge.left_of(turn) != (side > 0);
    } else if (edge.spans_y(place.y)) {
      // Wholly east of the point: not cut. Wholly west of it: cut unless west of the border too.
      bool const west = edge.a.lon < point.lon;
      if (edge.spans_x(corner.x)) {
        inside ^= edge.left_of(turn) != edge.left_of(place);
      } else {
        inside ^= west && doubled(edge.a).x > corner.x;
      }
    }
    if (edge.spans_x(corner.x)) inside ^= edge.left_of(corner) != edge.left_of(turn);
  }
  return inside;
}

bool EdgeGrid::contains(Point point) const {
  std::uint32_t const column = column_of(point.lon);
  std::uint32_t const row = row_of(point.lat);
  std::size_t const cell = std::size_t{row} * columns_ + column;
  if (cells_[cell].covered) return true;
  for (auto i = cells_[cell].first_group; i < cells_[cell + 1].first_group; ++i) {
    if (group_contains(groups_[i], groups_[i + 1].first_edge, corner(column, row), point)) return true;
  }
  return false;
}

Cover EdgeGrid::classify(Box const& box) const {
  std::size_t const stride = columns_ + 1;
  std::size_t const left = column_of(box.min.lon);
  std::size_t const right = column_of(box.max.lon) + std::size_t{1};
  std::size_t const low = row_of(box.min.lat);
  std::size_t const high = row_of(box.max.lat) + std::size_t{1};
  auto const total = [&](auto member) {
    return sums_[high * stride + right].*member - sums_[low * stride + right].*member - sums_[high * stride + left].*member +
           sums_[low * stride + left].*member;
  };
  std::uint32_t const covered = total(&Sums::covered);
  if (covered == (right - left) * (high - low)) return Cover::inside;
  return covered + total(&Sums::touched) == 0 ? Cover::outside : Cover::crosses;
}

}  // namespace bassin::geo
