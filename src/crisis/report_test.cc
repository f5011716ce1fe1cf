#include "crisis/report.h"

#include <gmock/gmock.h>

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

// Whatever the figures: each is told alike for five in a row, whatever the others are.
TEST(ToldToAll, IsToTheNearestFive) {
  for (std::uint64_t figure = 0; figure < 40; ++figure) {
    Situation situation;
    auto& of_commune = situation.by_commune["77142"];
    for (auto const& it : figure_names()) {
      it.of(of_commune) = figure;
      it.of(situation.all) = figure + 100;
    }
    situation.by_organisation["someone"] = of_commune;
    auto told = told_to_all(situation);
    EXPECT_TRUE(told.by_organisation.empty());
    for (auto const& it : figure_names()) {
      auto const cell = it.of(told.by_commune["77142"]);
      EXPECT_EQ(cell % told_step, 0U);
      EXPECT_LE(cell > figure ? cell - figure : figure - cell, 2U);
      EXPECT_EQ(it.of(told.all), cell + 100);
    }
  }
}

}  // namespace
}  // namespace bassin::crisis
