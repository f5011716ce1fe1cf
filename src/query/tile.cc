#include "query/tile.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <tuple>

#include "query/internal/evaluate.h"
#include "query/internal/guard.h"
#include "query/internal/tile_grid.h"
#include "query/view.h"

namespace bassin::query {

namespace {

using namespace internal;

constexpr auto bounds_rows = registry::schema::bounds_rows;

// The rows that pass, with their place on the tile, block by block.
class TileRows {
 public:
  TileRows(Plan const& plan, TileRequest const& request)
      : plan_(plan),
        tile_(request.tile),
        most_points_(request.most_points),
        grid_(request.tile),
        cells_(std::size_t{TileGrid::side} * TileGrid::side),
        shown_() {
    for (unsigned privacy = 0; privacy < shown_.size(); ++privacy) {
      shown_[privacy] = registry::visible(static_cast<std::uint8_t>(privacy), registry::hides_position, plan.audience);
    }
  }

  void gather() {
    Evaluator evaluator(plan_, 0);
    scan(plan_, ranges(), evaluator, [&](Block& block, Evaluator& e) { add(block, e); });
  }

  [[nodiscard]] Tile take() && {
    Tile out;
    out.rows = rows_;
    if (rows_ > most_points_) {
      few_.clear();
      for (auto const& cell : cells_) {
        auto const count = cell.count();
        if (count == 1) few_.push_back(cell.row);
        if (count > 1) out.clusters.push_back(cell.cluster(tile_));
      }
    }
    auto const block = std::make_unique<Block>(plan_);
    out.points.reserve(few_.size());
    for (auto const row : few_) out.points.push_back(point(*block, row));
    std::sort(out.points.begin(), out.points.end(),
              [](TilePoint const& a, TilePoint const& b) { return std::tie(a.at, a.id) < std::tie(b.at, b.id); });
    return out;
  }

 private:
  // Those of the plan, narrowed to blocks that the tile touches; businesses that stand elsewhere than the register says are
  // in no block's bounds.
  [[nodiscard]] std::vector<Range> ranges() const {
    auto const& bounds = plan_.tables->snapshot->positions().bounds;
    auto const registered = plan_.tables->snapshot->rows();
    std::vector<Range> near;
    for (auto const& range : plan_.narrow) {
      for (auto first = range.first; first < std::min(range.last, registered);) {
        auto const last = std::min({range.last, registered, (first / bounds_rows + 1) * bounds_rows});
        if (bounds[first / bounds_rows].intersects(grid_.box())) near.push_back({first, last});
        first = last;
      }
    }
    auto apart = ranges_of(plan_.tables->moved);
    apart.push_back({registered, plan_.view->rows()});
    apart = intersect(joined(std::move(apart), 0), plan_.narrow);
    near.insert(near.end(), apart.begin(), apart.end());
    return joined(std::move(near), 0);
  }

  void add(Block& block, Evaluator& evaluator) {
    auto const passed = evaluator.passed(block, passed_.data());
    lon_ = block.lon();
    lat_ = block.lat();
    chambers_ = block.bytes(Byte::chambers);
    privacy_ = block.bytes(Byte::privacy);
    bool const in_bounds = !block.local() && block.corrections().empty();
    for (std::uint32_t j = 0; j < passed;) {
      auto const step = (block.first() + passed_[j]) / bounds_rows;
      auto end = j + 1;
      while (end < passed && (block.first() + passed_[end]) / bounds_rows == step) ++end;
      auto const cell = in_bounds ? grid_.cell_of(plan_.tables->snapshot->positions().bounds[step]) : std::nullopt;
      if (cell) {
        add_to_cell(block, j, end, cells_[*cell]);
      } else {
        add_each(block, j, end);
      }
      j = end;
    }
  }

  [[nodiscard]] bool is_located(std::uint16_t i) const { return shown_[privacy_[i]] && geo::Point{lon_[i], lat_[i]}.known(); }

  // Whole blocks at once are most of the work of low zooms: sums stay in registers.
  void add_to_cell(Block const& block, std::uint32_t from, std::uint32_t to, TileCell& cell) {
    if (rows_ <= most_points_) {
      for (auto j = from; j < to; ++j) take_if_located(block, passed_[j], cell);
      return;
    }
    std::int64_t lon = 0, lat = 0;
    std::uint32_t located = 0;
    for (auto j = from; j < to; ++j) {
      auto const i = passed_[j];
      if (!is_located(i)) continue;
      ++located;
      ++cell.by_chambers[chambers_[i] & 7U];
      lon += lon_[i];
      lat += lat_[i];
      cell.row = block.first() + i;
    }
    cell.lon += lon;
    cell.lat += lat;
    rows_ += located;
  }

  void take_if_located(Block const& block, std::uint16_t i, TileCell& cell) {
    if (is_located(i)) take(block.first() + i, i, cell);
  }

  void add_each(Block const& block, std::uint32_t from, std::uint32_t to) {
    for (auto j = from; j < to; ++j) {
      auto const i = passed_[j];
      geo::Point const point{lon_[i], lat_[i]};
      if (is_located(i) && grid_.box().contains(point)) take(block.first() + i, i, cells_[grid_.cell_of(point)]);
    }
  }

  void take(std::uint32_t row, std::uint16_t i, TileCell& cell) {
    cell.add(row, {lon_[i], lat_[i]}, chambers_[i]);
    if (++rows_ <= most_points_) few_.push_back(row);
  }

  [[nodiscard]] TilePoint point(Block& block, std::uint32_t row) const {
    block.load(row, 1);
    TilePoint out;
    out.id = plan_.view->id_of(row);
    out.at = geo::position_in(tile_, {*block.lon(), *block.lat()});
    out.chambers = *block.bytes(Byte::chambers);
    out.section = section(*block.words(Word::activity));
    out.size = *block.bytes(Byte::size);
    out.state = static_cast<registry::State>(*block.bytes(Byte::state));
    return out;
  }

  [[nodiscard]] char section(std::uint16_t activity) const {
    auto const index = plan_.tables->activities.naf_rev2[activity];
    if (index == index_unknown || index == index_other) return '\0';
    auto const& sections = ancestors(reference::Nomenclature::naf_rev2)[static_cast<std::size_t>(reference::ActivityLevel::section)];
    auto const above = sections[index - 1U];
    return above == reference::ActivityNomenclature::none ? '\0' : reference::naf_rev2().rows()[above].code.front();
  }

  Plan const& plan_;
  geo::Tile tile_;
  std::size_t most_points_;
  TileGrid grid_;
  std::vector<TileCell> cells_;
  std::array<bool, 256> shown_;  // by a row's privacy
  std::uint64_t rows_ = 0;
  std::vector<std::uint32_t> few_;
  std::array<std::uint16_t, block_rows> passed_{};
  std::int32_t const* lon_ = nullptr;
  std::int32_t const* lat_ = nullptr;
  std::uint8_t const* chambers_ = nullptr;
  std::uint8_t const* privacy_ = nullptr;
};

}  // namespace

base::Result<Tile> tile(PreparedFilter const& filter, TileRequest const& request) {
  auto const& wanted = request.tile;
  if (!wanted.exists()) {
    return base::Error("query.bad_value", {{"name", "tile"},
                                           {"value", fmt::format("{}/{}/{}", wanted.zoom, wanted.x, wanted.y)},
                                           {"allowed", fmt::format("0/0/0 – {}/x/y", geo::kMostTileZoom)}});
  }
  return guarded([&]() -> base::Result<Tile> {
    auto const rows = std::make_unique<TileRows>(filter.plan(), request);
    rows->gather();
    return std::move(*rows).take();
  });
}

}  // namespace bassin::query
