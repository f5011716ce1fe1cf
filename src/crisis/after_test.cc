#include "crisis/after.h"

#include <gmock/gmock.h>

#include "base/months.h"
#include "crisis/after_due.h"
#include "crisis/anonymise.h"
#include "crisis/losses.h"
#include "crisis/right_answers.h"
#include "crisis/testing/room_test_support.h"

namespace bassin::crisis {
namespace {

using sql::Session;
using testing::ElementsAre;

// The flood began on 28 May 2026; the clock stands on 21 September: the terms of 1 and 3 months have come.
class After : public InARoom {
 protected:
  After() {
    enter(draw(), {{bakery_.business, "77142", Entry::inside}, {"10000000100015", "77171", Entry::inside}});
    step(bakery_.business, CaseState::reported);
  }
  Case step(std::string const& business, CaseState state, std::string why = "") {
    auto const it = one(business);
    CaseChange change;
    change.version = it.version;
    change.state = state;
    change.why = std::move(why);
    return write([&](Session& s) { return change_case(s, as(paul_), it.id, change); });
  }
  AfterFacts facts(int term, Fares fares, std::string_view on = "2026-09-20") {
    AfterFacts out;
    out.term = term;
    out.fares = fares;
    out.on = day(on);
    return out;
  }
  AfterWord say(std::string const& business, AfterFacts const& it) {
    return write([&](Session& s) { return say_after(s, as(paul_), one(business).id, it); });
  }
  std::string refused(access::Reader const& who, AfterFacts const& it) {
    return refusal([&](Session& s) { return say_after(s, as(who), one(bakery_.business).id, it); });
  }
  Due due(access::Reader const& who, DueQuery query = {}, std::string_view today = "2026-09-21") {
    return read([&](Session& s) { return due_words(s, who, query, day(today)); });
  }
  static DueQuery asked(std::string crisis, std::string organisation = "", std::string agent = "") {
    DueQuery out;
    out.crisis = std::move(crisis);
    out.organisation = std::move(organisation);
    out.agent = std::move(agent);
    return out;
  }
  AfterFigures figures(std::string_view today = "2026-09-21") {
    return read([&](Session& s) { return after_figures(s, maud_, room_.id, day(today)); });
  }
  void close() {
    room_ = write([&](Session& s) { return find_crisis(s, maud_, room_.id); });
    room_ = write([&](Session& s) { return set_state(s, as(maud_), room_.id, room_.version, State::closed); });
  }
};
INSTANTIATE_TEST_SUITE_P(Both, After, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(After, ATermIsToldOnceFromFifteenDaysBeforeIt) {
  EXPECT_EQ(refused(paul_, facts(6, Fares::as_before)), "crisis.not_due");
  EXPECT_EQ(refused(paul_, facts(2, Fares::as_before)), "crisis.bad_value");
  EXPECT_EQ(refused(paul_, facts(3, Fares::as_before, "2026-08-12")), "crisis.bad_value") << "before its term may be asked";
  EXPECT_EQ(refused(paul_, facts(3, Fares::as_before, "2026-09-22")), "crisis.bad_value") << "ahead";
  auto opened = facts(3, Fares::closed);
  opened.reopened_on = day("2026-06-15");
  EXPECT_EQ(refused(paul_, opened), "crisis.bad_value") << "closed and open again";
  opened.fares = Fares::partly;
  opened.reopened_on = day("2026-05-27");
  EXPECT_EQ(refused(paul_, opened), "crisis.bad_value") << "before it was hit";
  opened.reopened_on = day("2026-06-15");
  opened.lacks = {"cash", "cash"};
  EXPECT_EQ(refused(paul_, opened), "crisis.bad_value");
  opened.lacks = {"cash", "premises"};
  opened.jobs = 4;
  opened.note = "attend l’expert";
  EXPECT_EQ(refused(reader(pays_, access::Role::analyst), opened), "crisis.unknown_case");
  EXPECT_EQ(refused(ines_, opened), "crisis.unknown_case") << "asked in, not joined";
  auto const made = say(bakery_.business, opened);
  EXPECT_EQ(refused(maud_, facts(3, Fares::closed)), "crisis.said_already");
  auto const kept = read([&](Session& s) { return after_words_of(s, maud_, made.record); });
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_THAT(kept[0].facts.lacks, ElementsAre("cash", "premises"));
  EXPECT_EQ(kept[0].facts.jobs, 4);
  EXPECT_EQ(kept[0].facts.reopened_on, day("2026-06-15"));
  EXPECT_EQ(kept[0].facts.note, "attend l’expert");
}

TEST_P(After, AWordIsChangedAndTakenBackAlsoOfAClosedRoom) {
  close();
  auto const made = say(bakery_.business, facts(1, Fares::closed));
  EXPECT_EQ(refusal([&](Session& s) { return change_after(s, as(maud_), made.id, 7, facts(1, Fares::partly)); }), "crisis.changed");
  auto const changed = write([&](Session& s) { return change_after(s, as(maud_), made.id, 1, facts(12, Fares::partly)); });
  EXPECT_EQ(changed.facts.term, 1) << "which term it is stays";
  EXPECT_EQ(changed.organisation, cma_) << "whose work it was stays";
  write([&](Session& s) { return remove_after(s, as(maud_), made.id, 2); });
  EXPECT_EQ(refusal([&](Session& s) { return remove_after(s, as(maud_), made.id, 2); }), "crisis.unknown_after");
  EXPECT_TRUE(read([&](Session& s) { return after_words_of(s, maud_, made.record); }).empty());
  say(bakery_.business, facts(1, Fares::partly));
}

TEST_P(After, OfEachCaseTheLastTermIsDueUntilItIsTold) {
  EXPECT_THAT(due(paul_).all, testing::SizeIs(1)) << "of what somebody reported";
  auto const first = due(paul_, asked(room_.id)).all.at(0);
  EXPECT_EQ(std::tuple(first.term, base::to_iso(first.on), first.late), std::tuple(3, std::string("2026-08-28"), true));
  EXPECT_EQ(due(paul_, {}, "2026-06-12").all.size(), 0U);
  EXPECT_EQ(due(paul_, {}, "2026-06-13").all.at(0).term, 1) << "fifteen days before";
  EXPECT_FALSE(due(paul_, {}, "2026-07-13").all.at(0).late);
  EXPECT_TRUE(due(paul_, {}, "2026-07-14").all.at(0).late);
  say(bakery_.business, facts(1, Fares::partly));
  EXPECT_EQ(due(paul_).all.at(0).last, Fares::partly);
  say(bakery_.business, facts(3, Fares::difficulty));
  EXPECT_TRUE(due(paul_).all.empty());
  EXPECT_EQ(due(paul_, {}, "2026-12-01").all.at(0).term, 6);
  EXPECT_TRUE(due(ines_).all.empty()) << "not in the room";
  EXPECT_EQ(refusal([&](Session& s) { return due_words(s, ines_, asked(room_.id), day("2026-09-21")); }), "crisis.unknown");
}

TEST_P(After, TermsAreCountedFromTheDayOnWhichItWasHit) {
  std::vector<Said> const said{{RightQuestion::hit_on, "2026-06-30", 0}};
  write([&](Session& s) { return say_of_case(s, as(paul_), one(bakery_.business).id, said); });
  EXPECT_EQ(base::to_iso(due(paul_).all.at(0).on), "2026-09-30") << "asked fifteen days ahead";
  EXPECT_FALSE(due(paul_).all.at(0).late);
}

TEST_P(After, WhoHasItInHandIsAskedAndOfNobodysWhoFollowsOn) {
  std::vector<std::string> const ids{one(bakery_.business).id};
  write([&](Session& s) { return assign(s, as(paul_), room_.id, ids, cma_, paul_.agent); });
  EXPECT_EQ(due(paul_, asked("", cma_, paul_.agent)).total, 1U);
  EXPECT_EQ(due(maud_, asked("", pays_)).total, 0U);
  step("10000000100015", CaseState::visited);
  EXPECT_EQ(due(maud_, asked("", pays_)).total, 0U) << "nobody's";
  write([&](Session& s) { return s.run("update crisis set follows_on = :pays where id = :id", {{"pays", pays_}, {"id", room_.id}}); });
  EXPECT_EQ(due(maud_, asked("", pays_)).total, 1U);
}

TEST_P(After, FiguresOfATermAddUp) {
  step("10000000100015", CaseState::visited);
  auto partly = facts(1, Fares::partly);
  partly.jobs = 3;
  say(bakery_.business, partly);
  auto now = figures();
  EXPECT_EQ(now.hit, 2U);
  EXPECT_EQ(std::tuple(now.all[0].due, now.all[0].followed, now.all[0].reopened, now.all[0].unknown, now.all[0].jobs),
            std::tuple(2U, 1U, 1U, 1U, 3));
  EXPECT_EQ(std::tuple(now.all[1].due, now.all[1].unknown), std::tuple(2U, 2U));
  EXPECT_EQ(now.all[2].due, 0U) << "its day has not come";
  EXPECT_EQ(now.by_commune.at("77171")[0].unknown, 1U);
  step("10000000100015", CaseState::reopened);
  now = figures();
  EXPECT_EQ(now.all[1].unknown, 2U) << "reopened in September tells nothing of August";
  EXPECT_EQ(figures("2026-12-01").all[2].reopened, 1U) << "of November it does";
  auto const told = told_to_all(now);
  EXPECT_EQ(told.hit, 0U);
  EXPECT_EQ(told.all[0].due, 0U);
  EXPECT_EQ(refusal([&](Session& s) { return after_figures(s, ines_, room_.id, day("2026-09-21")); }), "crisis.unknown");
}

TEST_P(After, ALossIsProposedAndAnAgentSays) {
  std::map<std::string, std::string> closed;
  auto const losses = [&] {
    return read([&](Session& s) {
      return losses_of(s, maud_, room_.id, [&](auto const&) { return base::Result<std::map<std::string, std::string>>(closed); });
    });
  };
  EXPECT_TRUE(losses().proposed.empty());
  closed[bakery_.business] = "2026-07-01";
  EXPECT_EQ(losses().proposed.at(0).closed_on, "2026-07-01");
  auto const id = one(bakery_.business).id;
  auto const now = [&] { return one(bakery_.business).version; };
  write([&](Session& s) { return settle_loss(s, as(paul_), id, now(), false, "repris sous un autre numéro"); });
  EXPECT_TRUE(losses().proposed.empty());
  EXPECT_EQ(losses().denied, 1U);
  say(bakery_.business, facts(3, Fares::ceased));
  EXPECT_TRUE(losses().proposed.at(0).ceased) << "said anew";
  EXPECT_TRUE(due(paul_, {}, "2026-12-01").all.empty()) << "who has ceased is not asked again";
  EXPECT_EQ(figures().proposed, 1U);
  close();
  auto const lost = write([&](Session& s) { return settle_loss(s, as(paul_), id, now(), true, ""); });
  EXPECT_EQ(lost.state, CaseState::closed_for_good);
  EXPECT_TRUE(losses().proposed.empty());
  EXPECT_EQ(losses().confirmed.size(), 1U);
  EXPECT_EQ(figures().lost, 1U);
  EXPECT_EQ(refusal([&](Session& s) { return settle_loss(s, as(paul_), id, now(), true, ""); }), "crisis.bad_value");
}

TEST_P(After, AnonymisedItCountsTheSameAndNamesNobody) {
  auto told = facts(1, Fares::partly);
  told.note = "jeton planté";
  told.jobs = 2;
  say(bakery_.business, told);
  write([&](Session& s) {
    return settle_loss(s, as(paul_), one(bakery_.business).id, one(bakery_.business).version, false, "jeton planté");
  });
  auto const before = figures();
  close();
  EXPECT_EQ(write([&](Session& s) { return anonymise_one(s, "2999-01-01"); }), 1U);
  EXPECT_EQ(figures().all, before.all);
  auto const left = write([&](Session& s) {
    return s.row(
        "select (select count(*) from crisis_after where note <> '' or agent <> '') + (select count(*) from crisis_loss where why "
        "<> '' or agent <> '') + (select count(*) from audit where after_values like '%jeton%' or before_values like '%jeton%') + "
        "(select count(*) from crisis where title like '%Morin%') as n",
        {});
  });
  EXPECT_EQ(left->integer("n"), 0);
  auto const record = cases(maud_).at(0).id;
  EXPECT_EQ(refusal([&](Session& s) { return say_after(s, as(paul_), record, facts(3, Fares::closed)); }), "crisis.anonymised");
}

TEST_P(After, WhoLeavesIsOnNoLineAnyMore) {
  write([&](Session& s) { return take_line(s, as(paul_), one(bakery_.business).id); });
  write([&](Session& s) { return leave(s, as(nadia_), room_.id); });
  EXPECT_EQ(one(bakery_.business).held_by, "");
}

}  // namespace
}  // namespace bassin::crisis
