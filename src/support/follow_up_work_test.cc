// Exchanges, needs and reminders that belong to a follow-up: who is told so, and what becomes of it.
#include <algorithm>
#include <array>

#include "access/audit.h"
#include "support/aged.h"
#include "support/bulk_reading.h"
#include "support/exchanges.h"
#include "support/follow_ups.h"
#include "support/reminders.h"
#include "support/testing/agents_test_support.h"

namespace bassin::support {

namespace {

using access::Level;
using access::RecordKind;
using sql::Session;

class FollowUpWork : public WithAgents {
 protected:
  void SetUp() override {
    WithAgents::SetUp();
    open(Level::content);
  }
  // Each party to each other, of everything.
  void open(Level level) {
    std::vector<std::string> const parties = {pays_, cma_, cci_};
    std::vector<access::Grant> grants;
    for (auto const& owner : parties)
      for (auto const& other : parties)
        for (auto const kind : {RecordKind::exchange, RecordKind::need, RecordKind::follow_up})
          if (owner != other) grants.push_back({owner, other, kind, level, day("2018-01-01"), {}});
    write([&](Session& s) { return access::set_sharing(s, "c", grants, {{"77142", day("2017-12-20"), {}, {}}}); });
  }
  FollowUp begin(access::Reader const& who, bool shared) {
    return write([&](Session& s) { return open_follow_up(s, as(who), today_, bakery_, {"S'agrandir", "", Theme::premises, "", shared}); });
  }
  void join(access::Reader const& keeper, access::Reader const& who, FollowUp const& it) {
    auto const asked = write([&](Session& s) { return ask_to_join(s, as(who), today_, {it.id, it.version}, ""); });
    write([&](Session& s) { return accept_member(s, as(keeper), today_, {asked.id, asked.version}, who.organisation); });
  }
  auto handing(access::Reader const& who, std::string const& follow_up, Subject const& subject, std::string const& to) {
    NeedFacts facts{Theme::premises, "Cherche un local", "", false, follow_up};
    return [this, who, facts, subject, to](Session& s) { return hand_need(s, as(who), today_, subject, facts, {to, "", ""}); };
  }
  auto reminding(access::Reader const& who, std::string const& follow_up, Subject const& subject) {
    ReminderFacts facts{"Rappeler", today_, who.agent, follow_up};
    return [this, who, facts, subject](Session& s) { return remind(s, as(who), subject, facts); };
  }
  std::string told_of_need(access::Reader const& who) {
    return read([&](Session& s) { return needs_about(s, who, today_, bakery_.business); }).at(0).need.facts.follow_up;
  }
  std::string told_of_exchange(access::Reader const& who) {
    return read([&](Session& s) { return exchanges_with(s, who, today_, bakery_.business, {}); }).exchanges.at(0).exchange.facts.follow_up;
  }
  std::size_t needs_on(access::Reader const& who, FollowUp const& it) {
    return read([&](Session& s) { return needs_of(s, who, today_, {it.id}); }).size();
  }
  std::size_t reminders_on(access::Reader const& who, FollowUp const& it) {
    return read([&](Session& s) { return reminders_of(s, who, {it.id}); }).size();
  }

  base::Date const today_ = day("2018-03-10");
  Subject const other_{"10000000100015", "77142"};
  access::Reader const anne_ = member(pays_, "anne@pays.fr");
  access::Reader const carole_ = member(cma_, "carole@cma.fr");
  access::Reader const claude_ = member(cci_, "claude@cci.fr");
};

INSTANTIATE_TEST_SUITE_P(Both, FollowUpWork, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(FollowUpWork, IsOfAnOpenOneOfTheSameBusinessInWhichOneTakesPart) {
  auto const it = begin(anne_, true);
  for (auto const& [who, follow_up, subject] :
       {std::tuple{carole_, it.id, bakery_}, std::tuple{anne_, it.id, other_}, std::tuple{anne_, std::string("none"), bakery_}}) {
    EXPECT_EQ(refusal(handing(who, follow_up, subject, cci_)), "support.unknown_follow_up");
    EXPECT_EQ(refusal(reminding(who, follow_up, subject)), "support.unknown_follow_up");
  }
  EXPECT_EQ(refusal(reminding(anne_, it.id, {})), "support.unknown_follow_up") << "about no business";
  auto const reminder = write(reminding(anne_, it.id, bakery_));
  write([&](Session& s) { return close_follow_up(s, as(anne_), today_, {it.id, it.version}, Outcome::helped, ""); });
  EXPECT_EQ(refusal(handing(anne_, it.id, bakery_, cma_)), "support.unknown_follow_up");
  EXPECT_EQ(refusal(reminding(anne_, it.id, bakery_)), "support.unknown_follow_up");
  auto facts = reminder.facts;
  facts.text = "Rappeler encore";
  auto const changed = write([&](Session& s) { return change_reminder(s, as(anne_), reminder.id, reminder.version, facts); });
  EXPECT_EQ(changed.facts.follow_up, it.id) << "what belonged to it before goes on doing so";
}

TEST_P(FollowUpWork, IsToldToWhoTakesPartAlone) {
  auto const it = begin(anne_, true);
  write(handing(anne_, it.id, bakery_, cci_));
  write(reminding(anne_, it.id, bakery_));
  ExchangeFacts visit;
  visit.on = today_;
  visit.follow_up = it.id;
  write([&](Session& s) { return note_exchange(s, as(anne_), today_, bakery_, visit); });
  for (auto const level : {Level::content, Level::header}) {
    open(level);
    EXPECT_EQ(told_of_need(anne_), it.id);
    EXPECT_EQ(told_of_exchange(anne_), it.id);
    EXPECT_EQ(told_of_need(claude_), "") << "whom it was handed to reads it, but takes no part";
    EXPECT_EQ(told_of_need(carole_), "");
    EXPECT_EQ(told_of_exchange(carole_), "") << "whatever else of it is opened";
    EXPECT_EQ(needs_on(anne_, it), 1U);
    EXPECT_EQ(needs_on(carole_, it) + needs_on(claude_, it), 0U);
  }
  auto const box = [&](access::Reader const& who) { return read([&](Session& s) { return need_box(s, who); }); };
  EXPECT_EQ(box(anne_).given.at(0).facts.follow_up, it.id);
  EXPECT_EQ(box(claude_).received.at(0).facts.follow_up, "");
  join(anne_, carole_, it);
  EXPECT_EQ(told_of_need(carole_), it.id);
  EXPECT_EQ(told_of_exchange(carole_), it.id);
  EXPECT_EQ(needs_on(carole_, it), 1U);
  EXPECT_EQ(reminders_on(anne_, it), 1U);
  EXPECT_EQ(reminders_on(carole_, it), 0U) << "reminders are their organisation's alone";
  open(Level::presence);
  EXPECT_EQ(told_of_need(carole_), "") << "of what is hardly opened nothing is told";
}

// A need of a sensitive theme is of who gave and received it, the follow-up notwithstanding.
TEST_P(FollowUpWork, OpensNothingThatIsKeptIn) {
  auto const it = begin(anne_, true);
  join(anne_, carole_, it);
  NeedFacts const distress{Theme::distress, "Impayés", "", false, it.id};
  write([&](Session& s) { return hand_need(s, as(anne_), today_, bakery_, distress, {cci_, "", ""}); });
  EXPECT_EQ(needs_on(anne_, it), 1U);
  EXPECT_EQ(needs_on(carole_, it), 0U);
}

// Of a private one no partner learns that it is there: not by the need, its steps, the trail of its receiver, or the feed.
TEST_P(FollowUpWork, OfAPrivateOneIsNobodyElses) {
  auto const it = begin(anne_, false);
  auto need = write(handing(anne_, it.id, bakery_, cma_));
  EXPECT_EQ(told_of_need(anne_), it.id);
  EXPECT_EQ(told_of_need(carole_), "");
  auto const stale = store_->write([&](Session& s) { return accept_need(s, as(carole_), today_, {need.id, 7}, ""); });
  ASSERT_EQ(stale.error().code, "support.changed");
  for (auto const& [name, value] : stale.error().values) EXPECT_EQ(value.find(it.id), std::string::npos) << name;
  need = write([&](Session& s) { return accept_need(s, as(carole_), today_, {need.id, need.version}, ""); });
  write([&](Session& s) { return close_need(s, as(carole_), {need.id, need.version}, Outcome::helped, ""); });
  EXPECT_EQ(told_of_need(anne_), it.id) << "through every step";
  auto const entries =
      read([&](Session& s) { return s.rows("select action, before_values, after_values from audit where kind = 'need'"); });
  ASSERT_EQ(entries.size(), 3U);
  for (auto const& row : entries) {
    auto const text = row.optional_text("before_values").value_or("") + row.optional_text("after_values").value_or("");
    EXPECT_EQ(text.find(it.id) != std::string::npos, row.text("action") == "need.handed") << row.text("action") << ": the giver's alone";
  }
  auto const fed = [&](access::Reader const& who) {
    return read([&](Session& s) { return read_needs(s, who, today_, {need.id}); }).at(0).need.facts.follow_up;
  };
  EXPECT_EQ(fed(anne_), it.id);
  EXPECT_EQ(fed(carole_), "");
}

// A reminder or an exchange is changed by a colleague who is not told of the follow-up any more: it goes on belonging to it.
TEST_P(FollowUpWork, IsNotEndedByWhoIsNotToldOfIt) {
  auto const it = begin(anne_, true);
  join(anne_, carole_, it);
  auto reminder = write(reminding(carole_, it.id, bakery_));
  auto facts = reminder.facts;
  facts.follow_up.clear();
  auto ended = write([&](Session& s) { return change_reminder(s, as(carole_), reminder.id, reminder.version, facts); });
  EXPECT_EQ(ended.facts.follow_up, "") << "who takes part may";
  facts.follow_up = it.id;
  reminder = write([&](Session& s) { return change_reminder(s, as(carole_), reminder.id, ended.version, facts); });
  EXPECT_EQ(reminder.facts.follow_up, it.id);
  write([&](Session& s) { return drop_member(s, as(carole_), today_, {it.id, it.version + 2}, "", ""); });
  auto const about = read([&](Session& s) { return reminders_about(s, carole_, bakery_.business); });
  EXPECT_EQ(about.at(0).facts.follow_up, "");
  EXPECT_EQ(reminders_on(carole_, it), 0U);
  facts.follow_up.clear();
  auto const kept = write([&](Session& s) { return change_reminder(s, as(carole_), reminder.id, reminder.version, facts); });
  EXPECT_EQ(kept.facts.follow_up, it.id);
}

TEST_P(FollowUpWork, OutlivesTheFollowUp) {
  auto const it = begin(anne_, true);
  auto const need = write(handing(anne_, it.id, bakery_, cma_));
  auto const reminder = write(reminding(anne_, it.id, bakery_));
  std::array<std::string, 1> const ids = {it.id};
  write([&](Session& s) { return erase_aged(s, Aged::follow_up, ids); });
  for (auto const* const table : {"need", "reminder"}) {
    auto const rows = read([&](Session& s) { return s.rows(std::string("select follow_up from ") + table); });
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_FALSE(rows[0].optional_text("follow_up"));
  }
}

}  // namespace

}  // namespace bassin::support
