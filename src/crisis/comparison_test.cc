#include "crisis/comparison.h"

#include <gmock/gmock.h>

#include "base/uuid.h"
#include "crisis/after.h"
#include "crisis/damage_report.h"
#include "crisis/testing/room_test_support.h"

namespace bassin::crisis {
namespace {

using sql::Session;

TEST(Delays, AreTheMiddleOfTheKnown) {
  EXPECT_EQ(delay_of({}), Delay{});
  EXPECT_EQ(delay_of({7}), (Delay{1, 7}));
  EXPECT_EQ(delay_of({9, 1}), (Delay{2, 1})) << "the lower of two";
  EXPECT_EQ(delay_of({30, 2, 5}), (Delay{3, 5}));
}

TEST(ComparisonsToldToAll, TellNoMedianOfFew) {
  Comparison it;
  it.crises.resize(1);
  it.hit_again = 3;
  it.again.resize(3);
  auto& one = it.crises[0];
  one.all.hit = 13;
  one.all.contact = {13, 4};
  one.all.reopening = {6, 40};
  one.by_commune["77142"].lost = 2;
  one.by_commune["77171"].lost = 3;
  auto const told = told_to_all(it);
  EXPECT_TRUE(told.rounded && told.again.empty());
  EXPECT_EQ(told.hit_again, 5U);
  EXPECT_EQ(told.crises[0].all.hit, 15U);
  EXPECT_EQ(told.crises[0].all.contact, (Delay{15, 4}));
  EXPECT_EQ(told.crises[0].all.reopening, (Delay{5, std::nullopt}));
  EXPECT_EQ(told.crises[0].by_commune.size(), 1U) << "a line of nothing tells that there is something";
}

class Comparing : public InARoom {
 protected:
  Comparing() {
    clock_ms_ = began_ms + 86'400'000;
    first_ = room_;
    enter(draw(), {{bakery, "77142", Entry::inside}, {garage, "77171", Entry::inside}, {kiosk, "77171", Entry::inside}});
    second_ = another(false);
  }
  Crisis another(bool exercise) {
    auto facts = flood(exercise);
    facts.began_at = base::Instant{began_ms + 1'000};
    auto const made = write([&](Session& s) { return open_crisis(s, as(maud_), facts); });
    write([&](Session& s) { return ask_in(s, as(maud_), made.id, cma_); });
    write([&](Session& s) { return join(s, as(nadia_), made.id); });
    return made;
  }
  void in(Crisis const& room) { room_ = room; }
  void step(std::string const& business, CaseState state) {
    CaseChange change;
    change.version = one(business).version;
    change.state = state;
    write([&](Session& s) { return change_case(s, as(paul_), one(business).id, change); });
  }
  Comparison compared(access::Reader const& who, std::vector<std::string> const& ids) {
    return read([&](Session& s) { return compare(s, who, ids, base::Instant{clock_ms_}); });
  }
  std::string refused(access::Reader const& who, std::vector<std::string> const& ids) {
    return refusal([&](Session& s) { return compare(s, who, ids, base::Instant{clock_ms_}); });
  }

  static constexpr std::int64_t began_ms = 1'780'000'000'000;
  std::string const bakery = "10000000000001", garage = "10000000000002", kiosk = "10000000000003";
  Crisis first_, second_;
};
INSTANTIATE_TEST_SUITE_P(Both, Comparing, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Comparing, CountsEachByCommuneAndOnThePlacesThatTheyShare) {
  step(bakery, CaseState::contacted);
  clock_ms_ += 2 * std::int64_t{86'400'000};
  step(bakery, CaseState::reopened);
  step(garage, CaseState::visited);
  step(kiosk, CaseState::closed_for_good);
  in(second_);
  enter(draw(), {{bakery, "77142", Entry::inside}});
  step(bakery, CaseState::visited);
  auto const told = compared(maud_, {second_.id, first_.id});
  ASSERT_EQ(told.crises.size(), 2U);
  auto const& first = told.crises[0];
  EXPECT_EQ(first.crisis.id, first_.id) << "the earliest first";
  EXPECT_EQ(first.all.listed, 3U);
  EXPECT_EQ(first.all.hit, 3U);
  EXPECT_EQ(first.all.contacted, 2U);
  EXPECT_EQ(first.all.visited, 1U);
  EXPECT_EQ(first.all.reopened, 1U);
  EXPECT_EQ(first.all.lost, 1U);
  EXPECT_EQ(first.all.contact, (Delay{2, 1}));
  EXPECT_EQ(first.all.reopening, (Delay{1, 3}));
  EXPECT_EQ(first.by_commune.at("77171").lost, 1U);
  EXPECT_EQ(first.shared.listed, 1U) << "Crécy alone is on both lists";
  EXPECT_EQ(first.shared.reopening, (Delay{1, 3}));
  EXPECT_EQ(told.crises[1].all.visited, 1U);
  ASSERT_EQ(told.again.size(), 1U);
  EXPECT_EQ(told.again[0].business, bakery);
  EXPECT_EQ(told.again[0].cases.size(), 2U);
}

// By another way than the program's: the sum of what communes tell is what all of them come to, whatever is done.
TEST_P(Comparing, CommunesAddUp) {
  step(bakery, CaseState::visited);
  step(garage, CaseState::reopened);
  in(second_);
  enter(draw(), {{bakery, "77142", Entry::inside}, {kiosk, "77171", Entry::inside}});
  step(kiosk, CaseState::nothing_to_do);
  for (auto const& one : compared(maud_, {first_.id, second_.id}).crises) {
    ComparedFigures sum;
    for (auto const& [commune, it] : one.by_commune) {
      sum.listed += it.listed;
      sum.hit += it.hit;
      sum.contacted += it.contacted;
      sum.visited += it.visited;
      sum.reopened += it.reopened;
      sum.lost += it.lost;
      sum.contact.cases += it.contact.cases;
      sum.reopening.cases += it.reopening.cases;
    }
    sum.contact.median = one.all.contact.median;
    sum.reopening.median = one.all.reopening.median;
    EXPECT_EQ(sum, one.all);
    EXPECT_EQ(one.shared, one.all) << "both communes are on both lists";
  }
}

TEST_P(Comparing, TheLastWordHolds) {
  step(bakery, CaseState::reopened);
  in(second_);
  enter(draw(), {{bakery, "77142", Entry::inside}});
  in(first_);
  clock_ms_ += 40 * std::int64_t{86'400'000};
  AfterFacts word;
  word.term = 1;
  word.on = base::Date{static_cast<std::int32_t>(clock_ms_ / 86'400'000)};
  word.fares = Fares::closed;
  write([&](Session& s) { return say_after(s, as(paul_), one(bakery).id, word); });
  EXPECT_EQ(compared(maud_, {first_.id, second_.id}).crises[0].all.reopened, 0U) << "opened and closed again";
}

TEST_P(Comparing, IsRefusedOfOneOfStrangersAndOfExercises) {
  EXPECT_EQ(refused(maud_, {first_.id}), "crisis.bad_value");
  EXPECT_EQ(refused(maud_, {first_.id, first_.id}), "crisis.bad_value");
  EXPECT_EQ(refused(maud_, {first_.id, "no such"}), "crisis.unknown");
  EXPECT_EQ(refused(ines_, {first_.id, second_.id}), "crisis.unknown") << "asked is not joined";
  auto const exercise = another(true), other = another(true);
  EXPECT_EQ(refused(maud_, {first_.id, exercise.id}), "crisis.mixed");
  EXPECT_EQ(compared(maud_, {exercise.id, other.id}).crises.size(), 2U);
}

TEST_P(Comparing, WhoSeesNothingPersonalIsToldRoundFiguresAndNoBusiness) {
  for (auto const& room : {first_, second_}) {
    in(room);
    if (room.id == second_.id) enter(draw(), {{bakery, "77142", Entry::inside}});
    step(bakery, CaseState::visited);
  }
  auto const elected = member(pays_, "elue@pays.fr", access::Role::elected);
  auto const told = compared(elected, {first_.id, second_.id});
  EXPECT_TRUE(told.rounded && told.again.empty());
  EXPECT_EQ(told.crises[0].all.listed, 5U);
  EXPECT_EQ(told.crises[0].all.visited, 0U);
  EXPECT_EQ(told.crises[0].all.contact, Delay{});
  EXPECT_TRUE(told.crises[0].losses.empty());
}

}  // namespace
}  // namespace bassin::crisis
