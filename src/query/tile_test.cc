// Tiles against what the oracle says of every row, and what they must add up to.
#include "query/tile.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "query/testing/memory_files_test_support.h"
#include "query/testing/oracle_test_support.h"
#include "query/testing/random_question_test_support.h"
#include "query/view.h"

namespace bassin::query {
namespace {

using namespace testing;

struct Case {
  RegisterRecord record;
  std::shared_ptr<Overlay const> overlay;
  std::shared_ptr<View const> view;
  Filter filter;
  registry::Audience audience = registry::Audience::open;
};

Case draw_case(std::uint64_t seed, std::size_t rows) {
  Case c;
  c.record = draw_register({.seed = seed, .rows = rows, .has_history = seed % 4 != 0, .communes = 1 + seed % 12});
  c.overlay = seed % 3 == 0 ? std::make_shared<Overlay const>() : draw_overlay(c.record, seed);
  MemoryFiles files;
  c.view = *View::of(make_snapshot(c.record, files, "s"), c.overlay);
  c.filter = draw_filter(c.record, seed);
  c.audience = static_cast<registry::Audience>(seed % 3);
  return c;
}

// Tiles that hold something, by zoom: of the positions of the rows that pass.
std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<Facts>> by_tile(std::vector<Facts> const& passing, unsigned zoom) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<Facts>> out;
  for (auto const& facts : passing) {
    if (!facts.position) continue;
    auto const tile = geo::tile_of(*facts.position, zoom);
    out[{tile.x, tile.y}].push_back(facts);
  }
  return out;
}

TilePoint point_of(Facts const& f, geo::Tile const& tile) {
  auto const& naf = reference::naf_rev2();
  auto const section = f.activity.nomenclature == naf.id() ? naf.ancestor(f.activity.code, reference::ActivityLevel::section) : "";
  return {f.id, geo::position_in(tile, *f.position), f.chambers, section.empty() ? '\0' : section.front(), f.size, f.state};
}

TileCluster cluster_of(std::vector<Facts> const& rows, geo::Tile const& tile) {
  TileCluster out;
  std::int64_t lon = 0, lat = 0;
  for (auto const& f : rows) {
    lon += f.position->lon;
    lat += f.position->lat;
    for (unsigned bit = 0; bit < 3; ++bit) out.chambers[bit] += (f.chambers >> bit) & 1U;
  }
  auto const count = static_cast<std::int64_t>(rows.size());
  out.count = static_cast<std::uint32_t>(count);
  out.at = geo::position_in(tile, {static_cast<std::int32_t>(lon / count), static_cast<std::int32_t>(lat / count)});
  return out;
}

// The same answer, made row by row.
Tile expected(std::vector<Facts> const& rows, TileRequest const& request) {
  Tile out;
  out.rows = rows.size();
  if (rows.size() <= request.most_points) {
    for (auto const& f : rows) out.points.push_back(point_of(f, request.tile));
  } else {
    for (auto const& [place, cell] : by_tile(rows, request.tile.zoom + tile_grid_zoom)) {
      if (cell.size() == 1) out.points.push_back(point_of(cell.front(), request.tile));
      if (cell.size() > 1) out.clusters.push_back(cluster_of(cell, request.tile));
    }
  }
  std::sort(out.points.begin(), out.points.end(),
            [](TilePoint const& a, TilePoint const& b) { return std::pair(a.at, a.id) < std::pair(b.at, b.id); });
  return out;
}

auto sorted(std::vector<TileCluster> clusters) {
  std::sort(clusters.begin(), clusters.end(), [](TileCluster const& a, TileCluster const& b) {
    return std::tuple(a.at, a.count, a.chambers) < std::tuple(b.at, b.count, b.chambers);
  });
  return clusters;
}

bool same(Tile const& a, Tile const& b) { return a.rows == b.rows && a.points == b.points && sorted(a.clusters) == sorted(b.clusters); }

RC_GTEST_PROP(Tiles, AreThoseOfTheOracleAndAddUp, (std::uint64_t seed)) {
  auto const c = draw_case(seed, seed % 400);
  auto const filter = prepare(c.view, c.filter, c.audience);
  RC_ASSERT(filter.ok());
  auto const passing = Oracle(c.record, *c.overlay, c.audience).passing(c.filter);
  auto const zoom = static_cast<unsigned>(seed / 5 % (geo::kMostTileZoom + 1));
  std::uint64_t rows = 0;
  for (auto const& [place, facts] : by_tile(passing, zoom)) {
    TileRequest const request{{zoom, place.first, place.second}, seed % 2 == 0 ? 2000 : seed / 3 % 9};
    auto const answer = tile(*filter, request);
    RC_ASSERT(answer.ok());
    RC_ASSERT(same(*answer, expected(facts, request)));
    rows += answer->rows;
  }
  RC_ASSERT(rows == static_cast<std::uint64_t>(
                        std::count_if(passing.begin(), passing.end(), [](Facts const& f) { return f.position.has_value(); })));
}

// Whole blocks inside a cell are counted at once, which small registers never come to.
TEST(Tiles, OfLargeRegistersAreThoseOfTheOracle) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    auto c = draw_case(seed, 9000);
    if (seed % 2 == 0) c.filter = Filter{.field = reference::Field::all};
    auto const filter = prepare(c.view, c.filter, c.audience);
    ASSERT_TRUE(filter.ok());
    auto const passing = Oracle(c.record, *c.overlay, c.audience).passing(c.filter);
    for (unsigned const zoom : {0U, 3U, 6U, 9U, 12U, 15U}) {
      for (auto const& [place, facts] : by_tile(passing, zoom)) {
        TileRequest const request{{zoom, place.first, place.second}};
        auto const answer = tile(*filter, request);
        ASSERT_TRUE(answer.ok());
        EXPECT_TRUE(same(*answer, expected(facts, request))) << seed << ' ' << zoom;
      }
    }
  }
}

TEST(Tiles, EmptyWhereNothingIs) {
  auto const c = draw_case(4, 300);
  auto const filter = prepare(c.view, {}, registry::Audience::agent);
  auto const answer = tile(*filter, {{10, 0, 0}});
  ASSERT_TRUE(answer.ok());
  EXPECT_EQ(answer->rows, 0U);
  EXPECT_TRUE(answer->points.empty() && answer->clusters.empty());
}

TEST(Tiles, RefusesATileThatIsNone) {
  auto const c = draw_case(4, 10);
  auto const filter = prepare(c.view, {}, registry::Audience::open);
  for (auto const& wanted : {geo::Tile{0, 1, 0}, geo::Tile{5, 0, 32}, geo::Tile{21, 0, 0}, geo::Tile{4'000'000'000U, 0, 0}}) {
    auto const answer = tile(*filter, {wanted});
    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(answer.error().code, "query.bad_value");
  }
}

// Hidden rows elsewhere, or nowhere: the tiles of the audience that may not see them are the same to the last bit.
RC_GTEST_PROP(Tiles, OtherSecretsSameTiles, (std::uint64_t seed)) {
  auto const audience = seed / 2 % 2 == 0 ? registry::Audience::open : registry::Audience::impersonal;
  auto const record = draw_register({.seed = seed, .rows = 50 + seed % 300, .communes = 4});
  auto const other = with_other_secrets(record, seed + 1, audience);
  auto const overlay = seed % 2 == 0 ? nullptr : draw_overlay(record, seed);
  auto const asked = draw_filter(record, seed);
  MemoryFiles files;
  auto const ours = *prepare(*View::of(make_snapshot(record, files, "a"), overlay), asked, audience);
  auto const theirs = *prepare(*View::of(make_snapshot(other, files, "b"), overlay), asked, audience);
  auto const area = test_area();
  for (unsigned zoom = 0; zoom <= 9; ++zoom) {
    auto const first = geo::tile_of({area.min.lon, area.max.lat}, zoom);
    auto const last = geo::tile_of({area.max.lon, area.min.lat}, zoom);
    for (auto x = first.x; x <= last.x; ++x) {
      for (auto y = first.y; y <= last.y; ++y) {
        TileRequest const request{{zoom, x, y}, seed % 3 == 0 ? 3U : 2000U};
        auto const a = *tile(ours, request);
        auto const b = *tile(theirs, request);
        RC_ASSERT(a.rows == b.rows && a.points == b.points && a.clusters == b.clusters);
      }
    }
  }
}

}  // namespace
}  // namespace bassin::query
