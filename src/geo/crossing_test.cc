#include "geo/crossing.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <random>

#include "geo/area.h"
#include "geo/zone.h"

namespace bassin::geo {
namespace {

constexpr std::int32_t lon0 = 29'000'000, lat0 = 488'000'000;  // near Crécy-la-Chapelle

Point at(double east, double north) {
  return {lon0 + static_cast<std::int32_t>(std::lround(east)), lat0 + static_cast<std::int32_t>(std::lround(north))};
}
Ring box(double west, double south, double east, double north) {
  return {at(west, south), at(east, south), at(east, north), at(west, north)};
}
MultiPolygon area(std::vector<Ring> rings) { return {{{std::move(rings)}}}; }
double within(MultiPolygon const& one, MultiPolygon const& zone) { return areas_within(std::span(&one, 1), zone)->front(); }

// A star with rays of any length: never crosses itself, far from convex.
MultiPolygon star(std::mt19937& chance, double east, double north, double size, int rays) {
  std::uniform_real_distribution<double> length(size / 5, size);
  Ring ring;
  for (int i = 0; i < rays; ++i) {
    double const angle = 2 * std::numbers::pi * i / rays, radius = length(chance);
    ring.push_back(at(east + radius * std::cos(angle), north + radius * std::sin(angle)));
  }
  return area({ring});
}

// By counting points of a fine grid that both hold, Zone::contains being tested by itself.
double sampled(MultiPolygon const& one, MultiPolygon const& zone, int steps) {
  auto const in_one = Zone::of(one), in_zone = Zone::of(zone);
  auto const box = in_one.bounds();
  std::uint64_t both = 0;
  for (int i = 0; i < steps; ++i) {
    for (int k = 0; k < steps; ++k) {
      auto const along = [&](std::int32_t low, std::int32_t high, int step) {
        return low + static_cast<std::int32_t>((static_cast<double>(high) - low) * (step + 0.5) / steps);
      };
      Point const point{along(box.min.lon, box.max.lon, i), along(box.min.lat, box.max.lat, k)};
      both += in_one.contains(point) && in_zone.contains(point) ? 1 : 0;
    }
  }
  MultiPolygon const frame{{{{{box.min, {box.max.lon, box.min.lat}, box.max, {box.min.lon, box.max.lat}}}}}};
  return area_m2(frame) * static_cast<double>(both) / steps / steps;
}

TEST(Crossing, OfBoxes) {
  auto const one = area({box(0, 0, 10'000, 10'000)});
  EXPECT_NEAR(within(one, area({box(-5'000, -5'000, 5'000, 15'000)})), area_m2(one) / 2, 0.01);
  EXPECT_NEAR(within(one, area({box(0, 0, 10'000, 10'000)})), area_m2(one), 0.01) << "the same";
  EXPECT_EQ(within(one, area({box(10'000, 0, 20'000, 10'000)})), 0) << "they touch";
  EXPECT_EQ(within(one, area({box(20'000, 0, 30'000, 10'000)})), 0);
  EXPECT_EQ(within(one, {}), 0);
  EXPECT_EQ(within({}, one), 0);
  EXPECT_TRUE(areas_within({}, one)->empty());
}

TEST(Crossing, HolesAndOverlapsOfBoth) {
  auto const holed = area({box(0, 0, 9'000, 9'000), box(3'000, 3'000, 6'000, 6'000)});
  EXPECT_NEAR(within(holed, area({box(-1, -1, 9'001, 9'001)})), area_m2(holed), 0.01);
  EXPECT_EQ(within(holed, area({box(3'000, 3'000, 6'000, 6'000)})), 0) << "the zone lies in the hole";
  auto const whole = area({box(0, 0, 9'000, 9'000)});
  EXPECT_NEAR(within(whole, holed), area_m2(holed), 0.01);
  MultiPolygon twice = area({box(0, 0, 6'000, 9'000)});
  twice.polygons.push_back({{box(3'000, 0, 9'000, 9'000)}});
  EXPECT_NEAR(within(whole, twice), area_m2(whole), 0.01) << "a union, however often";
  MultiPolygon filled = holed;
  filled.polygons.push_back({{box(2'000, 2'000, 7'000, 7'000)}});
  EXPECT_NEAR(within(whole, filled), area_m2(whole), 0.01);
}

TEST(Crossing, AgreesWithCountingPoints) {
  std::mt19937 chance(20'261);
  std::uniform_real_distribution<double> place(-15'000, 15'000);
  for (int round = 0; round < 40; ++round) {
    auto const one = star(chance, 0, 0, 20'000, 3 + round % 30);
    auto zone = star(chance, place(chance), place(chance), 25'000, 40);
    auto const more = star(chance, place(chance), place(chance), 25'000, 7);
    zone.polygons.push_back(more.polygons.front());
    auto const found = within(one, zone);
    EXPECT_NEAR(found, sampled(one, zone, 400), area_m2(one) * 0.02) << round;
    EXPECT_LE(found, area_m2(one));
  }
}

TEST(Crossing, PartsOfAZoneAddUp) {
  std::mt19937 chance(7);
  auto const zone = star(chance, 0, 0, 60'000, 3'000);
  std::vector<MultiPolygon> parcels;
  std::uniform_real_distribution<double> place(-50'000, 50'000);
  for (int i = 0; i < 300; ++i) parcels.push_back(star(chance, place(chance), place(chance), 6'000, 12));
  auto const all = areas_within(parcels, zone).value();
  auto const left = area({box(-100'000, -100'000, 0, 100'000)}), right = area({box(0, -100'000, 100'000, 100'000)});
  auto const in_left = areas_within(parcels, left).value(), in_right = areas_within(parcels, right).value();
  for (std::size_t i = 0; i < parcels.size(); ++i) {
    EXPECT_NEAR(in_left[i] + in_right[i], area_m2(parcels[i]), 0.01);
    EXPECT_NEAR(all[i], within(parcels[i], zone), 0.001) << "together as each by itself";
    EXPECT_GE(all[i], 0);
  }
  EXPECT_NEAR(within(zone, left) + within(zone, right), area_m2(zone), 1) << "6 km across";
}

TEST(Crossing, SameWhicheverIsWhich) {
  std::mt19937 chance(11);
  for (int round = 0; round < 20; ++round) {
    auto const one = star(chance, 0, 0, 20'000, 90), other = star(chance, 4'000, 3'000, 20'000, 60);
    EXPECT_NEAR(within(one, other), within(other, one), 0.01);
  }
}

// Edges that lie on one another are in both halves of whatever is cut; and what would never end is refused.
TEST(Crossing, ManyTimesTheSame) {
  auto const one = area({box(0, 0, 10'000, 10'000)});
  MultiPolygon many;
  for (int i = 0; i < 400; ++i) many.polygons.push_back({{box(-5'000, 2'000 + i % 3, 5'000, 9'000)}});
  EXPECT_NEAR(within(one, many), area_m2(one) * 0.35, 1);
  for (int i = 0; i < 40'000; ++i) many.polygons.push_back({{box(-5'000, 2'000 + i % 7, 5'000 + i % 11, 9'000)}});
  auto const refused = areas_within(std::span(&one, 1), many);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, "geo.too_intricate");
}

// A ring that crosses itself has one meaning, the same as Zone's.
TEST(Crossing, ABowTieIsItsTwoTriangles) {
  auto const tie = area({{at(0, 0), at(10'000, 10'000), at(10'000, 0), at(0, 10'000)}});
  auto const whole = area({box(0, 0, 10'000, 10'000)});
  EXPECT_NEAR(within(whole, tie), area_m2(whole) / 2, 1);
}

}  // namespace
}  // namespace bassin::geo
