#include "crisis/right_answers.h"

#include <gmock/gmock.h>

#include "crisis/testing/room_test_support.h"

namespace bassin::crisis {
namespace {

using sql::Session;
using testing::SizeIs;

class Told : public InARoom {
 protected:
  Told() {
    draw();
    enter(1, {{bakery_.business, bakery_.commune, Entry::inside}});
    case_ = one(bakery_.business).id;
  }
  RightAnswers say(access::Reader const& who, std::vector<Said> const& said) {
    return write([&](Session& s) { return say_of_case(s, as(who), case_, said); });
  }
  std::string refused(access::Reader const& who, std::vector<Said> const& said) {
    return refusal([&](Session& s) { return say_of_case(s, as(who), case_, said); });
  }
  std::vector<RightAnswer> all() {
    return read([&](Session& s) { return right_answers_of(s, maud_, case_); });
  }
  std::string case_;
};
INSTANTIATE_TEST_SUITE_P(Both, Told, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Told, AreKeptWithWhoSaidThem) {
  say(paul_, {{RightQuestion::insured, "yes", 0}, {RightQuestion::employer, "unknown", 0}, {RightQuestion::hit_on, "2016-06-02", 0}});
  auto const after = say(maud_, {{RightQuestion::insured, "no", 1}});
  EXPECT_EQ(after.at(RightQuestion::insured).holds(), false);
  EXPECT_EQ(after.at(RightQuestion::insured).number, 2);
  EXPECT_EQ(after.at(RightQuestion::employer).holds(), std::nullopt);
  EXPECT_EQ(to_iso(after.at(RightQuestion::hit_on).day().value()), "2016-06-02");
  ASSERT_THAT(all(), SizeIs(4));
  EXPECT_EQ(last_of(all()).at(RightQuestion::insured).agent, maud_.agent);
  EXPECT_EQ(last_of(all()).at(RightQuestion::employer).organisation, cma_);
  EXPECT_TRUE(one(bakery_.business).begun);
}

TEST_P(Told, OfTwoAtOnceTheSecondReadsFirst) {
  say(paul_, {{RightQuestion::insured, "yes", 0}});
  EXPECT_EQ(refused(maud_, {{RightQuestion::insured, "no", 0}}), "crisis.changed");
  say(maud_, {{RightQuestion::insured, "yes", 0}});
  EXPECT_THAT(all(), SizeIs(1)) << "the same again says nothing new";
  EXPECT_EQ(refused(maud_, {{RightQuestion::craft, "yes", 0}, {RightQuestion::insured, "no", 0}}), "crisis.changed");
  EXPECT_THAT(all(), SizeIs(1)) << "all or none";
}

TEST_P(Told, AreWordsThatTheRulesKnow) {
  EXPECT_EQ(refused(paul_, {{RightQuestion::insured, "maybe", 0}}), "crisis.bad_value");
  EXPECT_EQ(refused(paul_, {{RightQuestion::hit_on, "yes", 0}}), "crisis.bad_value");
  EXPECT_EQ(refused(paul_, {{RightQuestion::hit_on, "2199-01-01", 0}}), "crisis.bad_value");
  EXPECT_EQ(refused(paul_, {{RightQuestion::insured, "yes", 0}, {RightQuestion::insured, "no", 0}}), "crisis.bad_value");
  for (std::size_t i = 0; i < right_question_count; ++i) {
    auto const question = static_cast<RightQuestion>(i);
    EXPECT_EQ(parse_right_question(id_of(question)), question);
  }
}

TEST_P(Told, InTheRoomAloneAndByWhoHasTheLine) {
  EXPECT_EQ(refused(ines_, {{RightQuestion::insured, "yes", 0}}), "crisis.unknown_case") << "asked in, not joined";
  EXPECT_EQ(refusal([&](Session& s) { return right_answers_of(s, ines_, case_); }), "crisis.unknown_case");
  write([&](Session& s) { return take_line(s, as(nadia_), case_); });
  EXPECT_EQ(refused(paul_, {{RightQuestion::insured, "yes", 0}}), "crisis.on_the_line");
  say(nadia_, {{RightQuestion::insured, "yes", 0}});
  draw();
  enter(2, {});
  EXPECT_THAT(cases(maud_), SizeIs(1)) << "what was said keeps it on the list";
  auto const now = read([&](Session& s) { return find_crisis(s, maud_, room_.id); });
  write([&](Session& s) { return set_state(s, as(maud_), room_.id, now.version, State::closed); });
  EXPECT_EQ(refused(nadia_, {{RightQuestion::insured, "no", 1}}), "crisis.closed");
}

}  // namespace
}  // namespace bassin::crisis
