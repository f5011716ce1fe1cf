#include "crisis/requests.h"

#include <gmock/gmock.h>

#include <random>
#include <set>

#include "crisis/testing/room_test_support.h"
#include "crisis/writings.h"
#include "support/person_mentions.h"

namespace bassin::crisis {
namespace {

using reference::RightHeading;
using sql::Session;
using testing::SizeIs;

class Asked : public InARoom {
 protected:
  Asked() {
    draw();
    enter(1, {{bakery_.business, bakery_.commune, Entry::inside}, {"10000000100015", "77142", Entry::inside}});
    case_ = one(bakery_.business).id;
  }
  static RequestFacts claim(std::string right = "damage_claim", std::optional<std::int64_t> euros = 12'000) {
    RequestFacts out;
    out.right = std::move(right);
    out.asked_on = day("2016-06-10");
    out.asked = euros;
    return out;
  }
  static RequestFacts granted(std::int64_t euros) {
    auto out = claim();
    out.decision = Decision::granted;
    out.decided_on = day("2016-09-01");
    out.granted = euros;
    return out;
  }
  Request note(RequestFacts const& facts, std::string const& record) {
    return write([&](Session& s) { return note_request(s, as(paul_), record, facts); });
  }
  std::string refused(RequestFacts const& facts) {
    return refusal([&](Session& s) { return note_request(s, as(paul_), case_, facts); });
  }
  Aid aid() {
    return read([&](Session& s) { return aid_of(s, nadia_, room_.id); });
  }
  std::string case_;
};
INSTANTIATE_TEST_SUITE_P(Both, Asked, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Asked, AreNotedDecidedAndPaid) {
  auto const made = note(claim(), case_);
  EXPECT_EQ(refused(claim()), "crisis.asked_already");
  auto paid = granted(10'000);
  paid.paid_on = day("2016-07-01");
  paid.paid = 3'000;
  paid.note = "acompte";
  auto const after = write([&](Session& s) { return change_request(s, as(maud_), made.id, made.version, paid); });
  EXPECT_EQ(after.organisation, pays_);
  EXPECT_EQ(refusal([&](Session& s) { return change_request(s, as(maud_), made.id, made.version, paid); }), "crisis.changed");
  auto const all = read([&](Session& s) { return requests_of(s, paul_, case_); });
  ASSERT_THAT(all, SizeIs(1));
  EXPECT_EQ(all[0].facts.granted, 10'000);
  EXPECT_EQ(all[0].facts.paid_on, day("2016-07-01")) << "an advance comes before the decision";
  EXPECT_EQ(all[0].facts.note, "acompte");
  EXPECT_TRUE(one(bakery_.business).begun);
  auto const figure = aid().by_heading.at(RightHeading::insurance);
  EXPECT_EQ(figure, (AidFigure{1, 1, 0, 1, 1, 1, 1, 12'000, 10'000, 3'000}));
  write([&](Session& s) { return remove_request(s, as(paul_), made.id, 2); });
  EXPECT_TRUE(aid().by_right.empty());
  EXPECT_EQ(refusal([&](Session& s) { return remove_request(s, as(paul_), made.id, 2); }), "crisis.unknown_request");
}

TEST_P(Asked, ForAidsThatTheRulesLackByTheirNames) {
  auto other = claim("other", 800);
  EXPECT_EQ(refused(other), "text.empty");
  other.name = " Fonds du département ";
  EXPECT_EQ(note(other, case_).facts.name, "Fonds du département");
  EXPECT_EQ(refused(other), "crisis.asked_already");
  other.name = "Fonds de la commune";
  other.asked = std::nullopt;
  note(other, case_);
  EXPECT_EQ(aid().by_right.at("other"), (AidFigure{2, 0, 0, 0, 1, 0, 0, 800, 0, 0}));
  auto named = claim();
  named.name = "no";
  EXPECT_EQ(refused(named), "crisis.bad_value");
}

TEST_P(Asked, AreSuchAsCanBe) {
  auto wrong = claim("a_rule_that_is_none");
  EXPECT_EQ(refused(wrong), "crisis.bad_value");
  wrong = claim();
  wrong.asked_on = day("2199-01-01");
  EXPECT_EQ(refused(wrong), "crisis.bad_value");
  wrong = claim("damage_claim", -1);
  EXPECT_EQ(refused(wrong), "crisis.bad_value");
  wrong = claim();
  wrong.granted = 5;
  EXPECT_EQ(refused(wrong), "crisis.bad_value") << "not decided";
  wrong = granted(5);
  wrong.decided_on = day("2016-06-09");
  EXPECT_EQ(refused(wrong), "crisis.bad_value") << "before it was asked";
  wrong = granted(5);
  wrong.decided_on = std::nullopt;
  EXPECT_EQ(refused(wrong), "crisis.bad_value");
  wrong = claim();
  wrong.paid = 5;
  EXPECT_EQ(refused(wrong), "crisis.bad_value") << "on no day";
  wrong = claim();
  wrong.decision = Decision::refused;
  wrong.decided_on = day("2016-09-01");
  wrong.paid_on = day("2016-09-02");
  EXPECT_EQ(refused(wrong), "crisis.bad_value") << "what is refused is not paid";
}

TEST_P(Asked, InTheRoomAlone) {
  auto const made = note(claim(), case_);
  EXPECT_EQ(refusal([&](Session& s) { return note_request(s, as(ines_), case_, claim("tax_deferral")); }), "crisis.unknown_case");
  EXPECT_EQ(refusal([&](Session& s) { return requests_of(s, ines_, case_); }), "crisis.unknown_case");
  EXPECT_EQ(refusal([&](Session& s) { return remove_request(s, as(ines_), made.id, 1); }), "crisis.unknown_request");
  EXPECT_EQ(refusal([&](Session& s) { return aid_of(s, ines_, room_.id); }), "crisis.unknown");
  write([&](Session& s) { return take_line(s, as(nadia_), case_); });
  EXPECT_EQ(refusal([&](Session& s) { return note_request(s, as(paul_), case_, claim("tax_deferral")); }), "crisis.on_the_line");
  EXPECT_EQ(refusal([&](Session& s) { return remove_request(s, as(paul_), made.id, 1); }), "crisis.on_the_line");
}

TEST_P(Asked, TellWhomTheyNameUntilTheyAreAnonymised) {
  auto other = claim("other", 800);
  other.name = "Fonds Jeanne Durand";
  other.note = "Jeanne Durand rappelle lundi";
  auto const first = note(other, case_);
  other.name = "Fonds de la commune";
  note(other, case_);
  support::Sought sought;
  sought.names = {"Jeanne Durand"};
  auto const told = [&](access::Reader const& who) {
    return read([&](Session& s) { return support::mentions_of(s, who, sought, writings()); }).all.size();
  };
  EXPECT_EQ(told(paul_), 2U);
  EXPECT_EQ(told(maud_), 0U) << "another's";
  EXPECT_EQ(write([&](Session& s) { return anonymise_requests(s, room_.id); }), 2U);
  EXPECT_EQ(told(paul_), 0U);
  auto const after = read([&](Session& s) { return requests_of(s, paul_, case_); });
  ASSERT_THAT(after, SizeIs(2));
  EXPECT_EQ(after[0].facts.name, first.id);
  EXPECT_EQ(after[0].facts.asked, 800) << "figures stay";
  EXPECT_EQ(after[0].facts.asked_on, day("2016-06-10"));
  EXPECT_EQ(after[0].agent, "");
  for (auto const& row : read([&](Session& s) { return s.rows("select after_values from audit where kind = 'crisis_request'"); }))
    EXPECT_EQ(row.optional_text("after_values").value_or(""), "");
}

// Every column of the module that takes words is looked through, or said here to be a key, a code or a moment.
TEST_P(Asked, NoColumnOfWordsIsForgotten) {
  std::set<std::string> covered;
  for (auto const& from : writings())
    for (auto const text : from.texts) covered.emplace(text.substr(text.find('.') + 1));
  std::set<std::string> const coded{"id",      "record",       "right_id", "asked_on",   "decision",        "decided_on",
                                    "paid_on", "organisation", "agent",    "changed_at", "question",        "value",
                                    "at",      "commune",      "peril",    "from_day",   "to_day",          "published_on",
                                    "number",  "origin",       "added_at", "added_by",   "current_commune", "form",
                                    "job",     "asked_by",     "asked_at", "made_at",    "content",         "made_from"};
  bool const lite = GetParam() == sql::Dialect::sqlite;
  for (std::string const table : {"crisis_request", "crisis_said", "crisis_decree", "crisis_template", "crisis_letter"}) {
    auto const columns = read([&](Session& s) {
      return s.rows(lite ? "select name from pragma_table_info('" + table + "') where lower(type) = 'text'"
                         : "select column_name as name from information_schema.columns where table_name = '" + table +
                               "' and data_type = 'text'");
    });
    EXPECT_GE(columns.size(), 6U);
    for (auto const& row : columns) {
      auto const column = row.text("name");
      EXPECT_TRUE(covered.contains(column) != coded.contains(column)) << table << " " << column;
    }
  }
}

// Against a sum by hand over what chance noted.
TEST_P(Asked, AreSummedForACrisis) {
  std::mt19937 chance(20261129);
  auto const draw_one = [&](int most) { return static_cast<int>(chance() % static_cast<unsigned>(most)); };
  std::vector<Place> places;
  for (int i = 0; i < 40; ++i) places.push_back({std::to_string(20000000000000 + i), "77142", Entry::inside});
  draw();
  enter(2, places);
  std::map<std::string, AidFigure> expected;
  std::vector<std::string> const rights{"damage_claim", "short_time_work", "craft_fund", "tax_deferral"};
  for (auto const& it : cases(maud_)) {
    for (auto const& right : rights) {
      if (draw_one(2) == 0) continue;
      auto facts = claim(right, draw_one(3) == 0 ? std::nullopt : std::optional<std::int64_t>(draw_one(5'000)));
      facts.decision = static_cast<Decision>(draw_one(3));
      if (facts.decision != Decision::awaited) facts.decided_on = day("2016-08-01");
      if (facts.decision == Decision::granted && draw_one(3) > 0) facts.granted = draw_one(4'000);
      if (facts.decision != Decision::refused && draw_one(2) > 0) facts.paid_on = day("2016-08-09");
      if (facts.paid_on && draw_one(3) > 0) facts.paid = draw_one(3'000);
      note(facts, it.id);
      auto& sum = expected[right];
      ++sum.asked;
      sum.granted += facts.decision == Decision::granted ? 1 : 0;
      sum.refused += facts.decision == Decision::refused ? 1 : 0;
      sum.paid += facts.paid_on ? 1 : 0;
      sum.asked_priced += facts.asked ? 1 : 0;
      sum.granted_priced += facts.granted ? 1 : 0;
      sum.paid_priced += facts.paid ? 1 : 0;
      sum.asked_euros += facts.asked.value_or(0);
      sum.granted_euros += facts.granted.value_or(0);
      sum.paid_euros += facts.paid.value_or(0);
    }
  }
  auto const found = aid();
  EXPECT_EQ(found.by_right, expected);
  EXPECT_EQ(found.by_heading.at(RightHeading::aid), expected.at("craft_fund"));
  AidFigure all, headings;
  for (auto const& [right, it] : expected) all.add(it);
  for (auto const& [heading, it] : found.by_heading) headings.add(it);
  EXPECT_EQ(headings, all);
}

}  // namespace
}  // namespace bassin::crisis
