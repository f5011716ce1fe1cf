#include "crisis/anonymise.h"

#include <gmock/gmock.h>

#include "crisis/case_letters.h"
#include "crisis/cases.h"
#include "crisis/report.h"
#include "crisis/requests.h"
#include "crisis/right_answers.h"
#include "crisis/situation.h"
#include "crisis/testing/room_test_support.h"

namespace bassin::crisis {
namespace {

using sql::Session;

class Anonymised : public InARoom {
 protected:
  static constexpr std::string_view token = "jeton planté";
  static constexpr std::string_view business = "10000000000001";

  void close() {
    room_ = write([&](Session& s) { return find_crisis(s, maud_, room_.id); });
    room_ = write([&](Session& s) { return set_state(s, as(maud_), room_.id, room_.version, State::closed); });
  }
  std::uint64_t forget(std::string const& before) {
    return write([&](Session& s) { return anonymise_one(s, before); });
  }
  // Rows of all that a crisis keeps, and of the trail, in which the word stands.
  std::int64_t times(std::string_view word) {
    auto const row = write([&](Session& s) {
      return s.row(
          "select (select count(*) from crisis where description like :w) + (select count(*) from crisis_zone where note like :w) + "
          "(select "
          "count(*) from crisis_report where words like :w or agent like :w) + "
          "(select count(*) from crisis_case where business like :w or agent like :w) + (select count(*) from crisis_step where why like "
          ":w or agent like :w) + (select count(*) from crisis_said where agent like :w) + (select count(*) from crisis_request where name "
          "like :w or note like :w or agent like :w) + (select count(*) from crisis_letter where title like :w or asked_by like :w) + "
          "(select count(*) from audit where kind in ('crisis', 'crisis_case', 'crisis_request') and (before_values like :w or "
          "after_values like :w)) as n",
          {{"w", "%" + std::string(word) + "%"}});
    });
    return row->integer("n");
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Anonymised, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Anonymised, NamesNobodyAndCountsTheSame) {
  room_ = write([&](Session& s) {
    auto facts = room_.facts;
    facts.description = token;
    return change_crisis(s, as(maud_), room_.id, room_.version, facts);
  });
  write([&](Session& s) {
    ZoneFacts zone;
    zone.communes = {"77142"};
    zone.note = token;
    return draw_zone(s, as(maud_), room_.id, zone);
  });
  enter(1, {{std::string(business), "77142", Entry::inside}, {"10000000000002", "77142", Entry::unlocated}});
  CaseChange change;
  change.version = 1;
  change.state = CaseState::visited;
  change.trading = Trading::closed;
  auto const visited = write([&](Session& s) { return change_case(s, as(paul_), one(std::string(business)).id, change); });
  change.version = visited.version;
  change.state = CaseState::contacted;
  change.why = token;
  write([&](Session& s) { return change_case(s, as(paul_), visited.id, change); });
  std::vector<std::string> const given{visited.id};
  write([&](Session& s) { return assign(s, as(paul_), room_.id, given, cma_, paul_.agent); });
  std::vector<Said> const said{{RightQuestion::insured, "yes", 0}};
  write([&](Session& s) { return say_of_case(s, as(paul_), visited.id, said); });
  RequestFacts aid;
  aid.right = "other";
  aid.name = aid.note = token;
  aid.asked_on = day("2026-01-01");
  aid.asked = 700;
  write([&](Session& s) { return note_request(s, as(paul_), visited.id, aid); });
  CaseLetter letter;
  letter.id = "l1";
  letter.record = visited.id;
  letter.title = token;
  write([&](Session& s) { return ask_letter(s, as(paul_), letter); });
  auto const asked_before = read([&](Session& s) { return aid_of(s, maud_, room_.id); });
  auto const before = situation_of(cases(maud_));
  write([&](Session& s) { return issue_report(s, as(paul_), room_.id, std::string(token), before); });
  EXPECT_EQ(forget("2999-01-01"), 0U) << "an open one is at work";
  close();
  EXPECT_EQ(forget("2000-01-01"), 0U) << "its time is not over";
  EXPECT_GT(times(token), 0);
  EXPECT_GT(times(business), 0);
  EXPECT_EQ(forget("2999-01-01"), 1U);
  EXPECT_EQ(forget("2999-01-01"), 0U);
  EXPECT_EQ(times(token), 0);
  EXPECT_EQ(times(business), 0);
  EXPECT_EQ(times(paul_.agent), 0);
  auto const after = situation_of(cases(maud_));
  EXPECT_EQ(after.all, before.all);
  EXPECT_EQ(read([&](Session& s) { return aid_of(s, maud_, room_.id); }).by_right, asked_before.by_right);
  EXPECT_EQ(after.by_commune, before.by_commune);
  auto const issued = read([&](Session& s) { return find_report(s, maud_, room_.id, 1); });
  EXPECT_EQ(read_situation(issued.situation).all, before.all);
  room_ = write([&](Session& s) { return find_crisis(s, maud_, room_.id); });
  EXPECT_TRUE(room_.anonymised);
  EXPECT_EQ(refusal([&](Session& s) { return set_state(s, as(maud_), room_.id, room_.version, State::open); }), "crisis.anonymised");
}

}  // namespace
}  // namespace bassin::crisis
