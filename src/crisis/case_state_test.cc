#include "crisis/case_state.h"

#include <gtest/gtest.h>

namespace bassin::crisis {
namespace {

TEST(CaseStates, LeadForwardPastAnyStageAndBackWithAReason) {
  EXPECT_EQ(step(CaseState::potential, CaseState::reported), Step::forward);
  EXPECT_EQ(step(CaseState::potential, CaseState::visited), Step::forward) << "found by walking the street";
  EXPECT_EQ(step(CaseState::reported, CaseState::nothing_to_do), Step::forward);
  EXPECT_EQ(step(CaseState::visited, CaseState::contacted), Step::backward);
  EXPECT_EQ(step(CaseState::nothing_to_do, CaseState::reported), Step::backward) << "it was hit after all";
  EXPECT_EQ(step(CaseState::reopened, CaseState::closed_for_good), Step::backward) << "six months later";
  EXPECT_EQ(step(CaseState::filed, CaseState::filed), Step::none);
}

TEST(CaseStates, RememberTheFurthestStageUnlessItWasAMistake) {
  using S = CaseState;
  EXPECT_EQ(furthest_after(S::potential, S::potential, S::visited), S::visited);
  EXPECT_EQ(furthest_after(S::visited, S::visited, S::reopened), S::visited);
  EXPECT_EQ(furthest_after(S::potential, S::potential, S::nothing_to_do), S::potential) << "never seen";
  EXPECT_EQ(furthest_after(S::visited, S::nothing_to_do, S::reported), S::visited) << "taken up again: it was visited";
  EXPECT_EQ(furthest_after(S::visited, S::visited, S::reported), S::reported) << "it was the neighbour's";
  EXPECT_EQ(furthest_after(S::contacted, S::reopened, S::closed_for_good), S::contacted);
}

TEST(CaseStates, HaveOneWayBackToTheBeginning) {
  for (std::size_t i = 0; i < case_state_count; ++i) {
    auto const state = static_cast<CaseState>(i);
    EXPECT_EQ(parse_case_state(id_of(state)), state);
    EXPECT_NE(step(state, CaseState::potential), Step::forward) << id_of(state);
    EXPECT_EQ(is_end(state), i >= 6) << id_of(state);
  }
  EXPECT_EQ(parse_case_state("flooded"), std::nullopt);
  for (std::size_t i = 0; i < trading_count; ++i) {
    auto const trading = static_cast<Trading>(i);
    EXPECT_EQ(parse_trading(id_of(trading)), trading);
  }
}

}  // namespace
}  // namespace bassin::crisis
