#include "crisis/report.h"

#include <gmock/gmock.h>

#include <random>

#include "crisis/testing/room_test_support.h"

namespace bassin::crisis {
namespace {

using sql::Session;

class Reports : public InARoom {};
INSTANTIATE_TEST_SUITE_P(Both, Reports, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Reports, StayAsTheyWereIssued) {
  draw();
  enter(1, {{"10000000000001", "77142", Entry::inside}, {"10000000000002", "77171", Entry::unlocated}});
  auto const first = situation_of(cases(maud_));
  write([&](Session& s) { return issue_report(s, as(maud_), room_.id, "Décrue à Couilly", first); });
  CaseChange change;
  change.version = 1;
  change.state = CaseState::visited;
  change.priority = 2;
  write([&](Session& s) { return change_case(s, as(paul_), one("10000000000001").id, change); });
  auto const second = situation_of(cases(maud_));
  EXPECT_EQ(write([&](Session& s) { return issue_report(s, as(paul_), room_.id, "", second); }).number, 2);
  auto const elected = member(pays_, "elue@pays.fr", access::Role::elected);
  for (auto const& reader : {nadia_, elected}) {
    auto const seen = read([&](Session& s) { return find_report(s, reader, room_.id, 1); });
    EXPECT_EQ(seen.words, "Décrue à Couilly");
    auto const told = read_situation(seen.situation);
    EXPECT_EQ(told.all, first.all);
    EXPECT_EQ(told.by_commune, first.by_commune);
    EXPECT_EQ(told.by_organisation, first.by_organisation);
    auto const all = read([&](Session& s) { return reports_of(s, reader, room_.id); });
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].number, 2);
    EXPECT_EQ(all[0].zone, 1);
  }
  EXPECT_EQ(read_situation(read([&](Session& s) { return find_report(s, maud_, room_.id, 2); }).situation).all, second.all);
}

TEST_P(Reports, AreOfTheRoom) {
  auto const issue = [&](access::Reader const& who) {
    return [this, &who](Session& s) { return issue_report(s, as(who), room_.id, "", {}); };
  };
  EXPECT_EQ(refusal(issue(ines_)), "crisis.unknown") << "asked is not joined";
  auto const analyst = member(pays_, "yann@pays.fr", access::Role::analyst);
  EXPECT_EQ(refusal(issue(analyst)), "crisis.unknown");
  EXPECT_EQ(refusal([&](Session& s) { return reports_of(s, ines_, room_.id); }), "crisis.unknown");
  EXPECT_EQ(refusal([&](Session& s) { return find_report(s, maud_, room_.id, 1); }), "crisis.unknown_report");
}

// Whatever the figures: nothing of one or two, and nothing that a subtraction tells.
TEST(ToldToAll, TellsNoSmallFigure) {
  std::mt19937 chance(2016);
  for (int round = 0; round < 300; ++round) {
    Situation situation;
    auto const communes = 1 + chance() % 5;
    for (unsigned commune = 0; commune < communes; ++commune) {
      auto& figures = situation.by_commune[std::to_string(77000 + commune)];
      for (auto const& it : figure_names()) {
        it.of(figures) = chance() % 2 == 0 ? 0 : chance() % (1 + chance() % 9);
        it.of(situation.all) += it.of(figures);
      }
    }
    auto const told = told_to_all(situation);
    for (std::size_t at = 0; at < figure_names().size(); ++at) {
      std::uint64_t left_out = 0, small = 0, large = 0;
      for (auto [commune, figures] : situation.by_commune) {
        auto const figure = figure_names()[at].of(figures);
        auto const& cell = told.by_commune.at(commune)[at];
        if (cell) {
          EXPECT_EQ(*cell, figure);
          EXPECT_TRUE(figure == 0 || figure >= small_cell);
          continue;
        }
        ++left_out;
        ++(figure < small_cell ? small : large);
      }
      if (!told.all[at]) continue;
      auto all = situation.all;
      EXPECT_EQ(*told.all[at], figure_names()[at].of(all));
      EXPECT_TRUE(left_out == 0 || (small >= 1 && large == 1)) << "one more goes than those that are small, and no more";
    }
  }
}

}  // namespace
}  // namespace bassin::crisis
