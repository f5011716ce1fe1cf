#include "crisis/situation.h"

#include <gtest/gtest.h>

#include <random>

#include "crisis/testing/room_test_support.h"

namespace bassin::crisis {
namespace {

using sql::Session;

// Crécy after Kirk, October 2024: 79 shops of about 100 closed, 41 still closed two months later.
TEST(Situations, TellOctober2024AsThePressDid) {
  std::vector<Case> cases(100);
  for (std::size_t i = 0; i < 79; ++i) {
    cases[i].state = cases[i].reached = CaseState::visited;
    cases[i].trading = Trading::closed;
  }
  auto const then = situation_of(cases).all;
  EXPECT_EQ(then.potential, 100U);
  EXPECT_EQ(then.closed, 79U);
  EXPECT_DOUBLE_EQ(then.coverage().value(), 0.79);
  for (std::size_t i = 41; i < 79; ++i) cases[i].state = CaseState::reopened;
  auto const later = situation_of(cases).all;
  EXPECT_EQ(later.closed, 41U);
  EXPECT_EQ(later.reopened, 38U);
  EXPECT_EQ(later.visited, 79U) << "who reopened was visited all the same";
}

TEST(Situations, OfNobodyHaveNoCoverage) { EXPECT_EQ(Figures{}.coverage(), std::nullopt); }

class SituationsOfRooms : public InARoom {};
INSTANTIATE_TEST_SUITE_P(Both, SituationsOfRooms, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

// The figures equal a recount from the steps that were noted, over work of chance.
TEST_P(SituationsOfRooms, EqualARecountFromTheSteps) {
  std::mt19937 chance(77142);
  auto const below = [&](std::uint32_t most) { return chance() % most; };
  draw();
  std::vector<Place> places;
  for (int i = 0; i < 25; ++i) places.push_back({std::to_string(20000000000000 + i), i % 2 == 0 ? "77142" : "77171", Entry::inside});
  enter(1, places);
  for (int i = 0; i < 120; ++i) {
    auto const all = cases(maud_);
    auto const& it = all[below(static_cast<std::uint32_t>(all.size()))];
    CaseChange change;
    change.version = it.version;
    change.state = static_cast<CaseState>(below(case_state_count));
    change.why = "Hasard.";
    change.trading = static_cast<Trading>(below(trading_count));
    change.priority = static_cast<int>(below(5));
    write([&](Session& s) { return change_case(s, as(below(2) == 0 ? maud_ : paul_), it.id, change); });
  }
  auto const all = cases(maud_);
  auto const told = situation_of(all);
  std::uint64_t visited = 0, contacted = 0, reopened = 0;
  for (auto const& it : all) {
    auto furthest = CaseState::potential, now = CaseState::potential;
    for (auto const& one : read([&](Session& s) { return steps_of(s, nadia_, it.id); })) {
      EXPECT_EQ(one.from, id_of(now));
      auto const to = parse_case_state(one.to).value();
      bool const mistake = !is_end(now) && !is_end(to) && to < now;
      if (mistake)
        furthest = to;
      else if (!is_end(to) && to > furthest)
        furthest = to;
      now = to;
    }
    EXPECT_EQ(it.state, now);
    visited += furthest >= CaseState::visited ? 1 : 0;
    contacted += furthest >= CaseState::contacted ? 1 : 0;
    reopened += now == CaseState::reopened ? 1 : 0;
  }
  EXPECT_EQ(told.all.visited, visited);
  EXPECT_EQ(told.all.contacted, contacted);
  EXPECT_EQ(told.all.reopened, reopened);
  Figures sum;
  for (auto const& [commune, figures] : told.by_commune) sum.potential += figures.potential, sum.visited += figures.visited;
  EXPECT_EQ(sum.potential, told.all.potential);
  EXPECT_EQ(sum.visited, told.all.visited);
}

}  // namespace
}  // namespace bassin::crisis
