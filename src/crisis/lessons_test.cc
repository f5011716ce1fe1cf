#include "crisis/lessons.h"

#include <gtest/gtest.h>

#include "crisis/after_due.h"
#include "crisis/anonymise.h"
#include "crisis/closing.h"
#include "crisis/losses.h"
#include "crisis/quiet.h"
#include "crisis/requests.h"
#include "crisis/testing/room_test_support.h"

namespace bassin::crisis {
namespace {

using sql::Session;

class Closing : public InARoom {
 protected:
  Closing() {
    enter(draw(), {{std::string(bakery), "77142", Entry::inside}, {std::string(garage), "77142", Entry::inside}});
    room_ = read([&](Session& s) { return find_crisis(s, maud_, room_.id); });
  }
  void visit(std::string_view business) {
    CaseChange change;
    change.version = one(std::string(business)).version;
    change.state = CaseState::visited;
    write([&](Session& s) { return change_case(s, as(paul_), one(std::string(business)).id, change); });
  }
  void close(std::string const& follows_on = "") {
    room_ = read([&](Session& s) { return find_crisis(s, maud_, room_.id); });
    room_ = write([&](Session& s) { return set_state(s, as(maud_), room_.id, room_.version, State::closed, follows_on); });
  }
  LessonFacts to_do(std::string_view until) {
    LessonFacts out;
    out.heading = Heading::to_do;
    out.text = "Surélever les prises";
    out.charge = cma_;
    out.person = "Paul";
    if (!until.empty()) out.until = day(until);
    return out;
  }
  Due due(access::Reader const& who, DueQuery query, std::string_view today) {
    return read([&](Session& s) { return due_words(s, who, query, day(today)); });
  }

  static constexpr std::string_view bakery = "10000000000001", garage = "10000000000002";
};
INSTANTIATE_TEST_SUITE_P(Both, Closing, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Closing, TellsWhatStaysOpen) {
  auto const open = [&] { return read([&](Session& s) { return stays_open(s, maud_, room_.id, day("2026-06-02")); }); };
  auto told = open();
  EXPECT_EQ(told.unreached, 2U);
  EXPECT_EQ(told.cases, 0U);
  visit(bakery);
  RequestFacts asked;
  asked.right = "damage_claim";
  asked.asked_on = day("2026-06-01");
  write([&](Session& s) { return note_request(s, as(paul_), one(std::string(bakery)).id, asked); });
  auto const lesson = write([&](Session& s) { return note_lesson(s, as(paul_), room_.id, to_do("")); });
  told = open();
  EXPECT_EQ(told.unreached, 1U);
  EXPECT_EQ(told.cases, 1U);
  EXPECT_EQ(told.nobodys, 1U);
  EXPECT_EQ(told.requests, 1U);
  EXPECT_EQ(told.to_do, 1U);
  EXPECT_EQ(told.reports, 0U);
  EXPECT_EQ(told.to_follow, 1U);
  std::vector<std::string> const given{one(std::string(bakery)).id};
  write([&](Session& s) { return assign(s, as(paul_), room_.id, given, cma_, ""); });
  EXPECT_EQ(open().nobodys, 0U);
  EXPECT_EQ(refusal([&](Session& s) { return stays_open(s, ines_, room_.id, day("2026-06-02")); }), "crisis.unknown")
      << "asked is not joined";
}

TEST_P(Closing, WhoGoesOnHasWhatIsInNobodysHand) {
  visit(bakery);
  DueQuery of_cma, of_pays;
  of_cma.organisation = cma_;
  of_pays.organisation = pays_;
  std::string const later = "2026-12-01";
  EXPECT_EQ(due(paul_, of_cma, later).total, 0U);
  EXPECT_EQ(due(maud_, of_pays, later).total, 0U) << "an open room is at work";
  EXPECT_EQ(refusal([&](Session& s) { return set_state(s, as(maud_), room_.id, room_.version, State::closed, cci_); }),
            "crisis.unknown_partner")
      << "asked is not joined";
  close(cma_);
  EXPECT_EQ(room_.follows_on, cma_);
  EXPECT_EQ(due(paul_, of_cma, later).total, 1U);
  EXPECT_EQ(due(maud_, of_pays, later).total, 0U);
  of_cma.agent = paul_.agent;
  EXPECT_EQ(due(paul_, of_cma, later).total, 0U) << "an agent sees what they have in hand";
  of_cma.nobodys = true;
  EXPECT_EQ(due(nadia_, of_cma, later).total, 1U) << "a coordinator what nobody has";
  of_cma.agent.clear();
  write([&](Session& s) { return leave(s, as(nadia_), room_.id); });
  EXPECT_EQ(due(maud_, of_pays, later).total, 1U) << "who follows on has left: the room's own";
}

TEST_P(Closing, WhoRunsTheRoomGoesOnByDefault) {
  visit(bakery);
  close();
  DueQuery of_pays;
  of_pays.organisation = pays_;
  EXPECT_EQ(due(maud_, of_pays, "2026-12-01").total, 1U);
  room_ = write([&](Session& s) { return set_state(s, as(maud_), room_.id, room_.version, State::open); });
  EXPECT_EQ(room_.follows_on, "");
  EXPECT_EQ(due(maud_, of_pays, "2026-12-01").total, 0U);
}

TEST_P(Closing, ALossIsNotConfirmedOfACaseThatSomebodyChanged) {
  visit(bakery);
  auto const seen = one(std::string(bakery));
  CaseChange change;
  change.version = seen.version;
  change.state = CaseState::reopened;
  write([&](Session& s) { return change_case(s, as(maud_), seen.id, change); });
  EXPECT_EQ(refusal([&](Session& s) { return settle_loss(s, as(paul_), seen.id, seen.version, true, ""); }), "crisis.changed");
  EXPECT_EQ(one(std::string(bakery)).state, CaseState::reopened);
}

TEST_P(Closing, LessonsAreWrittenChangedAndRemoved) {
  LessonFacts worked;
  worked.text = "Les appels du premier soir";
  auto const first = write([&](Session& s) { return note_lesson(s, as(paul_), room_.id, worked); });
  worked.until = day("2026-12-01");
  EXPECT_EQ(refusal([&](Session& s) { return note_lesson(s, as(paul_), room_.id, worked); }), "crisis.bad_value");
  auto facts = to_do("2026-12-01");
  facts.charge = cci_;
  EXPECT_EQ(refusal([&](Session& s) { return note_lesson(s, as(paul_), room_.id, facts); }), "crisis.unknown_partner");
  facts.charge = cma_;
  close();
  auto const second = write([&](Session& s) { return note_lesson(s, as(maud_), room_.id, facts); });
  auto const all = read([&](Session& s) { return lessons_of(s, nadia_, room_.id); });
  ASSERT_EQ(all.size(), 2U) << "in a room that is closed too";
  EXPECT_EQ(all[1].facts.person, "Paul");
  facts.done = true;
  auto const done = write([&](Session& s) { return change_lesson(s, as(paul_), second.id, 1, facts); });
  EXPECT_EQ(done.agent, maud_.agent) << "who wrote it";
  EXPECT_EQ(refusal([&](Session& s) { return change_lesson(s, as(paul_), second.id, 1, facts); }), "crisis.changed");
  EXPECT_EQ(refusal([&](Session& s) { return remove_lesson(s, as(paul_), second.id, 2); }), "crisis.not_yours");
  EXPECT_EQ(refusal([&](Session& s) { return change_lesson(s, as(ines_), first.id, 1, facts); }), "crisis.unknown_lesson");
  write([&](Session& s) { return remove_lesson(s, as(maud_), first.id, 1); });
  EXPECT_EQ(read([&](Session& s) { return lessons_of(s, paul_, room_.id); }).size(), 1U);
}

TEST_P(Closing, WhatIsToBeDoneWaitsInTheDaysWorkOfItsOrganisation) {
  auto const made = write([&](Session& s) { return note_lesson(s, as(maud_), room_.id, to_do("2026-12-15")); });
  auto const waits = [&](access::Reader const& who, std::string_view today) {
    return read([&](Session& s) { return lessons_to_do(s, who, day(today)); }).size();
  };
  EXPECT_EQ(waits(paul_, "2026-11-01"), 0U) << "too early";
  EXPECT_EQ(waits(paul_, "2026-11-20"), 1U);
  EXPECT_EQ(waits(maud_, "2026-11-20"), 0U) << "another's";
  EXPECT_EQ(waits(ines_, "2026-11-20"), 0U);
  auto facts = made.facts;
  facts.charge.clear();
  write([&](Session& s) { return change_lesson(s, as(paul_), made.id, 1, facts); });
  EXPECT_EQ(waits(maud_, "2026-11-20"), 1U) << "whoever wrote it";
  facts.done = true;
  write([&](Session& s) { return change_lesson(s, as(paul_), made.id, 2, facts); });
  EXPECT_EQ(waits(maud_, "2026-11-20"), 0U);
}

TEST_P(Closing, LessonsGoWithTheNames) {
  write([&](Session& s) { return note_lesson(s, as(paul_), room_.id, to_do("")); });
  close();
  EXPECT_EQ(write([&](Session& s) { return anonymise_one(s, "2999-01-01"); }), 1U);
  EXPECT_TRUE(read([&](Session& s) { return lessons_of(s, maud_, room_.id); }).empty());
  auto const left = write([&](Session& s) {
    return s.row("select count(*) as n from audit where kind = 'crisis_lesson' and (before_values <> '' or after_values <> '')", {});
  });
  EXPECT_EQ(left->integer("n"), 0);
  EXPECT_EQ(refusal([&](Session& s) { return note_lesson(s, as(paul_), room_.id, to_do("")); }), "crisis.anonymised");
}

TEST_P(Closing, ARoomIsQuietWhenNobodyWroteForAFortnight) {
  auto const quiet = [&](std::int64_t days) {
    auto const now = as(maud_).actor.at.plus_seconds(days * 86'400);
    return read([&](Session& s) { return quiet_rooms(s, maud_, now); });
  };
  EXPECT_TRUE(quiet(quiet_days - 1).empty());
  EXPECT_EQ(quiet(quiet_days + 1).size(), 1U);
  EXPECT_TRUE(read([&](Session& s) { return quiet_rooms(s, ines_, as(maud_).actor.at.plus_seconds(9'000'000)); }).empty());
  for (auto const* const statement :
       {"update crisis set changed_at = '2020-01-01T00:00:00.000Z'", "update crisis_case set changed_at = '2020-01-01T00:00:00.000Z'",
        "update crisis_zone set drawn_at = '2020-01-01T00:00:00.000Z'",
        "update crisis_member set joined_at = '2020-01-01T00:00:00.000Z' where joined_at is not null"})
    write([&](Session& s) { return s.run(statement, {}); });
  EXPECT_EQ(quiet(0).begin()->second, "2020-01-01T00:00:00.000Z");
  write([&](Session& s) { return note_lesson(s, as(paul_), room_.id, to_do("")); });
  EXPECT_TRUE(quiet(0).empty()) << "a lesson is a word";
  close();
  EXPECT_TRUE(quiet(100).empty()) << "closed already";
}

}  // namespace
}  // namespace bassin::crisis
