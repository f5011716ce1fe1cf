#include "synthesis/internal/random.h"

#include <gtest/gtest.h>

#include <array>

namespace bassin::synthesis::internal {
namespace {

TEST(Random, GivesTheSameNumbersForEver) {
  Random random(1);
  std::array<std::uint64_t, 3> const drawn{random.next(), random.next(), random.next()};
  EXPECT_EQ(mix(0), 0xe220a8397b1dcdafULL);  // the first output of SplitMix64 from state 0, as published
  Random again(1);
  for (auto value : drawn) EXPECT_EQ(again.next(), value);
  EXPECT_NE(Random(2).next(), drawn[0]);
}

TEST(Random, StaysWithinItsBounds) {
  Random random(3);
  std::array<int, 7> seen{};
  for (int i = 0; i < 7000; ++i) {
    ++seen.at(random.below(7));
    auto const value = random.between(-2, 2);
    ASSERT_TRUE(value >= -2 && value <= 2);
    auto const unit = random.unit();
    ASSERT_TRUE(unit >= 0 && unit < 1);
  }
  for (int count : seen) EXPECT_NEAR(count, 1000, 150);
}

TEST(Weighted, DrawsInProportionAndNeverAWeightOfNothing) {
  Weighted weighted;
  for (std::uint64_t weight : {0, 1, 3, 0, 6, 0}) weighted.add(weight);
  Random random(5);
  std::array<int, 6> seen{};
  for (int i = 0; i < 10'000; ++i) ++seen.at(weighted.draw(random));
  EXPECT_EQ(seen[0] + seen[3] + seen[5], 0);
  EXPECT_NEAR(seen[1], 1000, 120);
  EXPECT_NEAR(seen[2], 3000, 200);
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(weighted.draw_among(random, 3, 5), 4U);
}

}  // namespace
}  // namespace bassin::synthesis::internal
