#include "waters/rising.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace bassin::waters {
namespace {

constexpr std::int64_t minute = 60'000;

// A level every ten minutes.
std::vector<Level> series(std::initializer_list<std::int64_t> values) {
  std::vector<Level> out;
  for (auto const value : values) out.push_back({{static_cast<std::int64_t>(out.size() + 1) * 10 * minute}, value});
  return out;
}

Habit const at_once{0, 100}, half_an_hour{30, 100};

TEST(Marks, ArePassedOnceTheWaterStaysAboveThem) {
  auto const levels = series({900, 1000, 1100, 1200, 1300, 1400});
  auto const risen = follow({1000}, half_an_hour, levels);
  EXPECT_TRUE(risen.mark.passed);
  EXPECT_EQ(*risen.since, levels[1]);
  EXPECT_EQ(*risen.mark.turned_at, levels[4].at);
  EXPECT_FALSE(follow({1500}, at_once, levels).mark.passed);
}

TEST(Marks, AreNotPassedByOneOddReading) {
  EXPECT_FALSE(follow({1000}, half_an_hour, series({900, 5000, 900, 900, 900, 5000})).mark.passed);
  EXPECT_TRUE(follow({1000}, at_once, series({900, 5000, 900})).mark.passed) << "unless that is enough";
}

TEST(Marks, ArePassedOnceWhileTheWaterMovesAroundThem) {
  std::vector<Level> levels;
  std::size_t turns = 0;
  Mark mark{1000};
  for (std::int64_t i = 1; i <= 500; ++i) {
    levels.push_back({{i * 10 * minute}, i % 2 == 0 ? 1040 : 960});
    auto const risen = follow(mark, at_once, levels);
    turns += risen.since ? 1 : 0;
    mark = risen.mark;
  }
  EXPECT_EQ(turns, 1U);
}

TEST(Marks, ArePassedAnewOnceTheWaterFellForLong) {
  auto const before = follow({1000}, at_once, series({1000})).mark;
  auto const dip = series({1000, 800, 800, 1100});
  EXPECT_FALSE(follow(before, at_once, dip).since) << "a dip of less than an hour";
  auto const fall = series({1000, 900, 900, 900, 900, 900, 900, 900, 1100});
  auto const again = follow(before, at_once, fall);
  ASSERT_TRUE(again.since);
  EXPECT_EQ(*again.since, fall.back());
  EXPECT_FALSE(follow(before, at_once, series({1000, 901, 901, 901, 901, 901, 901, 901, 1100})).since) << "not below the margin";
  auto const down = follow(before, at_once, series({1000, 900, 900, 900, 900, 900, 900, 900}));
  EXPECT_FALSE(down.mark.passed);
  EXPECT_FALSE(down.since);
}

TEST(Marks, OfColoursFallBelowThemselves) {
  EXPECT_FALSE(follow({3, true, base::Instant{0}}, {0, 0}, series({2, 2, 2, 2, 2, 2, 2})).mark.passed);
  EXPECT_TRUE(follow({3, true, base::Instant{0}}, {0, 0}, series({3, 3, 3, 3, 3, 3, 3})).mark.passed);
}

// However the levels come: all at once, or in stretches that repeat what was there.
TEST(Marks, AreTheSameHoweverTheLevelsCome) {
  std::mt19937 chance(7);
  for (int round = 0; round < 300; ++round) {
    std::vector<Level> levels;
    std::int64_t value = 900;
    for (std::int64_t i = 1; i <= 80; ++i) {
      value += static_cast<std::int64_t>(chance() % 161) - 80;
      levels.push_back({{i * 10 * minute}, value});
    }
    auto const whole = follow({1000}, half_an_hour, levels).mark;
    Mark mark{1000};
    for (std::size_t end = 0; end < levels.size();) {
      end = std::min(levels.size(), end + 1 + chance() % 9);
      mark = follow(mark, half_an_hour, std::span(levels).first(end)).mark;
    }
    EXPECT_EQ(mark.passed, whole.passed) << round;
    EXPECT_EQ(mark.turned_at, whole.turned_at) << round;
  }
}

}  // namespace
}  // namespace bassin::waters
