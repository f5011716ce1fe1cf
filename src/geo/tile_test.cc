#include "geo/tile.h"

#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace bassin::geo {
namespace {

Point at(double lon, double lat) { return Point::from_degrees(lon, lat).value(); }

Point draw_point() { return {*rc::gen::inRange(-kMaxLon, kMaxLon + 1), *rc::gen::inRange(-kMaxLat, kMaxLat + 1)}; }

// Known from the tiles that every map of the web asks for: the cathedral of Meaux at zoom 14.
TEST(Tile, IsThatOfTheWebsMaps) {
  EXPECT_EQ(tile_of(at(2.8788, 48.9606), 14), (Tile{14, 8323, 5629}));
  EXPECT_EQ(tile_of(at(0, 0.0000001), 1), (Tile{1, 1, 0}));
  EXPECT_EQ(tile_of(at(0, 0), 1), (Tile{1, 1, 1}));
  EXPECT_EQ(tile_of(at(-180, 90), 3), (Tile{3, 0, 0}));
  EXPECT_EQ(tile_of(at(180, -90), 3), (Tile{3, 7, 7}));
}

TEST(Tile, NorthernEdgeOfTheSquare) {
  EXPECT_NEAR(tile_north(1, 1), 0, 1);
  auto const second = tile_north(2, 1);  // 66.51326 degrees
  EXPECT_NEAR(second, 665'132'604, 2);
}

TEST(Tile, ExistsInsideItsZoom) {
  EXPECT_TRUE((Tile{0, 0, 0}.exists()));
  EXPECT_FALSE((Tile{0, 1, 0}.exists()));
  EXPECT_TRUE((Tile{20, 1'048'575, 0}.exists()));
  EXPECT_FALSE((Tile{20, 0, 1'048'576}.exists()));
  EXPECT_FALSE((Tile{21, 0, 0}.exists()));
}

RC_GTEST_PROP(TileProperty, HoldsItsPositionAndNoNeighbourDoes, ()) {
  auto const point = draw_point();
  auto const zoom = *rc::gen::inRange(0U, kMostTileZoom + 1);
  auto const tile = tile_of(point, zoom);
  RC_ASSERT(tile.exists());
  RC_ASSERT(box_of(tile).contains(point));
  for (std::int64_t dx = -1; dx <= 1; ++dx) {
    for (std::int64_t dy = -1; dy <= 1; ++dy) {
      Tile const other{zoom, static_cast<std::uint32_t>(tile.x + dx), static_cast<std::uint32_t>(tile.y + dy)};
      if (other == tile || !other.exists()) continue;
      RC_ASSERT(!box_of(other).contains(point));
    }
  }
}

RC_GTEST_PROP(TileProperty, IsItsFourChildren, ()) {
  auto const zoom = *rc::gen::inRange(0U, kMostTileZoom);
  auto const tile = tile_of(draw_point(), zoom);
  auto const box = box_of(tile);
  auto const child = [&](unsigned dx, unsigned dy) { return box_of({zoom + 1, 2 * tile.x + dx, 2 * tile.y + dy}); };
  RC_ASSERT(child(0, 0).min.lon == box.min.lon && child(0, 0).max.lat == box.max.lat);
  RC_ASSERT(child(1, 1).max.lon == box.max.lon && child(1, 1).min.lat == box.min.lat);
  RC_ASSERT(child(0, 0).max.lon + 1 == child(1, 0).min.lon && child(0, 1).max.lat + 1 == child(0, 0).min.lat);
}

RC_GTEST_PROP(TileProperty, PositionInsideIsThatOfTheProjection, ()) {
  auto const point = draw_point();
  auto const zoom = *rc::gen::inRange(0U, kMostTileZoom + 1);
  auto const tile = tile_of(point, zoom);
  auto const found = position_in(tile, point);
  RC_ASSERT(found.x >= 0 && found.x < kTileExtent && found.y >= 0 && found.y < kTileExtent);
  // Back by the formula of the projection: within one step of the grid, and a unit for the rounding of positions.
  double const whole = std::ldexp(1.0, static_cast<int>(zoom)) * kTileExtent;
  auto const lon = [&](double x) { return (tile.x * double{kTileExtent} + x) / whole * 360 - 180; };
  auto const lat = [&](double y) { return std::atan(std::sinh(M_PI * (1 - 2 * (tile.y * double{kTileExtent} + y) / whole))) * 180 / M_PI; };
  RC_ASSERT(point.lon_degrees() >= lon(found.x) - 2e-7 && point.lon_degrees() <= lon(found.x + 1) + 2e-7);
  if (std::abs(point.lat) > 850'000'000) return;  // the poles stand at the edge
  RC_ASSERT(point.lat_degrees() <= lat(found.y) + 2e-7 && point.lat_degrees() >= lat(found.y + 1) - 2e-7);
}

}  // namespace
}  // namespace bassin::geo
