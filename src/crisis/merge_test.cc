#include "crisis/merge.h"

#include <gmock/gmock.h>

#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

#include "base/uuid.h"
#include "crisis/after.h"
#include "crisis/anonymise.h"
#include "crisis/case_letters.h"
#include "crisis/damage_report.h"
#include "crisis/losses.h"
#include "crisis/requests.h"
#include "crisis/right_answers.h"
#include "crisis/situation.h"
#include "crisis/testing/room_test_support.h"

namespace bassin::crisis {
namespace {

using sql::Session;

class Merging : public InARoom {
 protected:
  Merging() {
    enter(draw(), {{bakery, "77142", Entry::inside}, {garage, "77142", Entry::inside}, {kiosk, "77142", Entry::inside}});
    by_hand_ = write([&](Session& s) { return add_case(s, as(paul_), room_.id, {local, "77142", Entry::added}); }).id;
    room_ = read([&](Session& s) { return find_crisis(s, maud_, room_.id); });
  }
  Case merge(std::string const& kept, std::string const& gone) {
    auto const a = one(kept), b = one(gone);
    return write([&](Session& s) { return merge_cases(s, as(paul_), {a.id, a.version}, {b.id, b.version}); });
  }
  std::string refused_merge(Case const& a, Case const& b, access::Reader const& who) {
    return refusal([&](Session& s) { return merge_cases(s, as(who), {a.id, a.version}, {b.id, b.version}); });
  }
  Case part(std::string const& kept) {
    auto const it = one(kept);
    auto const all = read([&](Session& s) { return merges_of(s, paul_, it.id); });
    return write([&](Session& s) { return part_cases(s, as(paul_), all.back().id, it.version); });
  }
  Case step(std::string const& business, CaseState state, std::optional<Trading> trading = {}) {
    CaseChange change;
    change.version = one(business).version;
    change.state = state;
    change.trading = trading;
    change.why = "vu";
    return write([&](Session& s) { return change_case(s, as(paul_), one(business).id, change); });
  }
  void say(std::string const& business, RightQuestion question, std::string const& value) {
    auto const known = read([&](Session& s) { return right_answers_of(s, paul_, one(business).id); });
    auto const last = last_of(known);
    auto const found = last.find(question);
    std::vector<Said> const said{{question, value, found == last.end() ? 0 : found->second.number}};
    write([&](Session& s) { return say_of_case(s, as(paul_), one(business).id, said); });
  }
  void ask(std::string const& business, std::string const& right, std::string const& name = "") {
    RequestFacts out;
    out.right = right;
    out.name = name;
    out.asked_on = day("2026-06-01");
    out.note = "dossier";
    write([&](Session& s) { return note_request(s, as(paul_), one(business).id, out); });
  }
  void report(std::string const& business, std::string const& trading) {
    ReportFacts out;
    out.id = base::new_uuid();
    out.place = Place{business, "77142", Entry::added};
    out.seen_at = {clock_ms_};
    out.answers = {{"trading", "", Standing::given, trading, {}, {}, {}}};
    write([&](Session& s) { return receive_report(s, as(paul_), room_.id, out); });
  }
  void tell(std::string const& business, int term, Fares fares) {
    AfterFacts out;
    out.term = term;
    out.fares = fares;
    out.on = base::Date{static_cast<std::int32_t>(clock_ms_ / 86'400'000)};
    out.note = "appel";
    write([&](Session& s) { return say_after(s, as(paul_), one(business).id, out); });
  }
  void letter(std::string const& business) {
    CaseLetter out;
    out.id = base::new_uuid();
    out.record = one(business).id;
    out.made_from = "t1";
    out.title = "Lettre";
    write([&](Session& s) { return ask_letter(s, as(paul_), out); });
  }

  // Each row of history, wherever it stands, also those that are told apart: without the case it is on.
  std::multiset<std::string> history() {
    std::multiset<std::string> out;
    auto const add = [&](std::string const& kind, std::string const& statement) {
      auto const rows = read([&](Session& s) { return s.rows(statement, {{"crisis", room_.id}}); });
      for (auto const& row : rows) out.insert(kind + row.text("it"));
    };
    std::string const of = " x join crisis_case k on k.id = x.record where k.crisis = :crisis";
    add("step ", "select x.id as it from crisis_step" + of);
    add("report ", "select x.id as it from damage_report" + of);
    add("letter ", "select x.id as it from crisis_letter" + of);
    add("help ", "select x.id as it from crisis_help" + of);
    add("request ", "select x.id || x.note || x.changed_at as it from crisis_request" + of);
    add("after ", "select x.id || x.note || x.changed_at as it from crisis_after" + of);
    add("loss ", "select x.why || x.at as it from crisis_loss" + of);
    add("said ", "select x.question || x.value || x.at as it from crisis_said" + of);
    auto const merged = read([&](Session& s) {
      return s.rows("select moved from crisis_merge where crisis = :crisis", {{"crisis", room_.id}});
    });
    for (auto const& row : merged) {
      auto const moved = nlohmann::json::parse(row.text("moved"));
      for (auto const& it : moved.at("apart")) {
        auto const kind = it.at("kind").get<std::string>();
        auto const& values = it.at("row");
        if (kind == "loss")
          out.insert("loss " + values.at("why").get<std::string>() + values.at("at").get<std::string>());
        else
          out.insert(kind + " " + values.at("id").get<std::string>() + values.at("note").get<std::string>() +
                     values.at("changed_at").get<std::string>());
      }
    }
    return out;
  }
  // What the records say of each case, for before and after.
  std::multiset<std::string> whole() {
    std::multiset<std::string> out = history();
    for (auto const& it : cases(maud_, {{}, {}, "", {}, "", false, "", 0})) {
      out.insert("case " + it.id + it.business + std::string(id_of(it.entry)) + std::to_string(it.left_zone.value_or(0)) +
                 std::string(id_of(it.state)) + std::string(id_of(it.reached)) + std::string(id_of(it.trading)) + it.organisation +
                 it.agent + std::to_string(it.priority.value_or(0)));
      for (auto const& one : read([&](Session& s) { return steps_of(s, maud_, it.id); })) out.insert("step of " + it.id + one.to + one.at);
      for (auto const& one : read([&](Session& s) { return right_answers_of(s, maud_, it.id); }))
        out.insert("said of " + it.id + std::string(id_of(one.question)) + one.value + std::to_string(one.number));
      for (auto const& one : read([&](Session& s) { return requests_of(s, maud_, it.id); })) out.insert("asked of " + it.id + one.id);
      for (auto const& one : read([&](Session& s) { return after_words_of(s, maud_, it.id); })) out.insert("told of " + it.id + one.id);
      for (auto const& one : read([&](Session& s) { return letters_of(s, nadia_, it.id); }))
        out.insert("letter of " + it.id + one.id + one.made_from);
      for (auto const& one : read([&](Session& s) { return reports_of_case(s, maud_, it.id); }).present)
        out.insert("holds of " + it.id + one.report + one.answer.question);
    }
    return out;
  }

  std::string const bakery = "10000000000001", garage = "10000000000002", kiosk = "10000000000003", local = "local:7";
  std::string by_hand_;
};
INSTANTIATE_TEST_SUITE_P(Both, Merging, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Merging, KeepsBothHistoriesAndCountsItOnce) {
  step(bakery, CaseState::contacted);
  step(local, CaseState::visited, Trading::closed);
  report(bakery, "open");
  report(local, "partly");
  say(bakery, RightQuestion::insured, "no");
  say(local, RightQuestion::insured, "yes");
  ask(bakery, "damage_claim");
  ask(local, "other", "fonds d’urgence");
  auto const before = history();
  auto const now = merge(bakery, local);
  EXPECT_EQ(history(), before);
  EXPECT_EQ(now.state, CaseState::visited) << "the newest step";
  EXPECT_EQ(now.reached, CaseState::visited);
  EXPECT_EQ(situation_of(cases(maud_)).all.visited, 1U);
  EXPECT_EQ(cases(maud_).size(), 3U);
  EXPECT_EQ(read([&](Session& s) { return steps_of(s, maud_, now.id); }).size(), 2U) << "reports found both begun";
  EXPECT_EQ(read([&](Session& s) { return requests_of(s, maud_, now.id); }).size(), 2U);
  auto const answers = read([&](Session& s) { return right_answers_of(s, maud_, now.id); });
  EXPECT_EQ(last_of(answers).at(RightQuestion::insured).value, "yes") << "said last";
  EXPECT_EQ(last_of(answers).at(RightQuestion::insured).number, 2);
  auto const told = read([&](Session& s) { return merges_of(s, maud_, now.id); });
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].business, local);
  EXPECT_TRUE(told[0].apart.empty());
}

TEST_P(Merging, OneThatIsGoneIsToldAndNamedLateLandsOnTheOther) {
  auto const gone = one(local);
  auto const kept = merge(bakery, local);
  EXPECT_EQ(refusal([&](Session& s) { return find_case(s, maud_, gone.id); }), "crisis.merged_away");
  EXPECT_EQ(refusal([&](Session& s) { return find_case(s, ines_, gone.id); }), "crisis.unknown_case") << "another's room";
  EXPECT_EQ(refusal([&](Session& s) { return take_line(s, as(paul_), gone.id); }), "crisis.merged_away");
  auto const place = read([&](Session& s) { return place_of_case(s, paul_, room_.id, gone.id); });
  EXPECT_EQ(place.business, local) << "as the phone that went out with it knows it";
  report(place.business, "closed");
  EXPECT_EQ(one(bakery).trading, Trading::closed);
  EXPECT_EQ(write([&](Session& s) { return add_case(s, as(paul_), room_.id, {local, "77142", Entry::added}); }).id, kept.id);
  auto const zone = draw();
  auto const entered = enter(zone, {{bakery, "77142", Entry::inside}, {local, "77142", Entry::inside}});
  EXPECT_EQ(entered.added, 0U) << "its place is on the list already";
  EXPECT_EQ(entered.left, 2U);
}

// The phone sends again what was stored before both were made one: the same is answered.
TEST_P(Merging, AReportSentAgainIsTheSameAfterwards) {
  ReportFacts sent;
  sent.id = base::new_uuid();
  sent.seen_at = {clock_ms_};
  sent.answers = {{"trading", "", Standing::given, "closed", {}, {}, {}}};
  auto const gone = one(local).id;
  auto const send = [&] {
    sent.place = read([&](Session& s) { return place_of_case(s, paul_, room_.id, gone); });
    return write([&](Session& s) { return receive_report(s, as(paul_), room_.id, sent); });
  };
  EXPECT_TRUE(send().fresh);
  merge(bakery, local);
  EXPECT_FALSE(send().fresh);
  part(bakery);
  EXPECT_FALSE(send().fresh);
}

TEST_P(Merging, WhatCannotStandTwiceIsToldApart) {
  step(bakery, CaseState::visited);
  step(local, CaseState::visited);
  clock_ms_ = 1'796'000'000'000;
  tell(local, 3, Fares::closed);
  tell(bakery, 3, Fares::partly);
  ask(bakery, "damage_claim");
  ask(local, "damage_claim");
  letter(bakery);
  letter(local);
  for (auto const& business : {bakery, local})
    write([&](Session& s) { return settle_loss(s, as(paul_), one(business).id, one(business).version, false, "repris"); });
  auto const before = whole();
  auto const rows = history();
  auto const now = merge(bakery, local);
  EXPECT_EQ(history(), rows);
  EXPECT_EQ(read([&](Session& s) { return letters_of(s, nadia_, now.id); }).size(), 2U);
  auto const words = read([&](Session& s) { return after_words_of(s, maud_, now.id); });
  ASSERT_EQ(words.size(), 1U);
  EXPECT_EQ(words[0].facts.fares, Fares::partly) << "said last";
  auto const told = read([&](Session& s) { return merges_of(s, maud_, now.id); }).at(0);
  ASSERT_EQ(told.apart.size(), 3U);
  EXPECT_EQ(told.apart[0].fares, "closed");
  EXPECT_EQ(told.apart[1].right, "damage_claim");
  EXPECT_EQ(told.apart[2].decision, "kept");
  part(bakery);
  EXPECT_EQ(whole(), before);
}

TEST_P(Merging, AFarmByItsLandStaysOne) {
  auto const enter_farm = [&](std::string const& business) {
    return write([&](Session& s) { return add_case(s, as(maud_), room_.id, {business, "77142", Entry::parcels}); });
  };
  auto const by_hand = write([&](Session& s) { return add_case(s, as(maud_), room_.id, {"10000000900010", "77142", Entry::added}); });
  auto const farm = enter_farm("10000000900028");
  ASSERT_EQ(farm.entry, Entry::parcels);
  merge(by_hand.business, farm.business);
  EXPECT_EQ(one(by_hand.business).entry, Entry::parcels) << "its land is hit, whoever noted it first";
  part(by_hand.business);
  EXPECT_EQ(one(by_hand.business).entry, Entry::added);
  EXPECT_EQ(one(farm.business).entry, Entry::parcels);
}

TEST_P(Merging, IsRefusedOfWhatSomebodyChangedHoldsOrMayNot) {
  auto const a = one(bakery), b = one(local);
  EXPECT_EQ(refused_merge(a, b, ines_), "crisis.unknown_case");
  EXPECT_EQ(refused_merge(a, a, paul_), "crisis.bad_value");
  write([&](Session& s) { return take_line(s, as(maud_), b.id); });
  EXPECT_EQ(refused_merge(a, b, paul_), "crisis.on_the_line");
  write([&](Session& s) { return give_line_back(s, as(maud_), b.id); });
  step(local, CaseState::contacted);
  EXPECT_EQ(refused_merge(a, b, paul_), "crisis.changed");
  EXPECT_EQ(one(bakery).version, a.version);
  merge(bakery, local);
  merge(bakery, garage);
  auto const it = one(bakery);
  auto const all = read([&](Session& s) { return merges_of(s, paul_, it.id); });
  ASSERT_EQ(all.size(), 2U);
  EXPECT_TRUE(all[1].last && !all[0].last);
  EXPECT_EQ(refusal([&](Session& s) { return part_cases(s, as(paul_), all[0].id, it.version); }), "crisis.merged_since");
  EXPECT_EQ(refusal([&](Session& s) { return part_cases(s, as(paul_), all[1].id, it.version - 1); }), "crisis.changed");
  EXPECT_EQ(refusal([&](Session& s) { return part_cases(s, as(ines_), all[1].id, it.version); }), "crisis.unknown_merge");
  room_ = write([&](Session& s) { return set_state(s, as(maud_), room_.id, room_.version, State::closed); });
  EXPECT_EQ(refusal([&](Session& s) { return part_cases(s, as(paul_), all[1].id, it.version); }), "crisis.closed");
}

// A table that hangs on cases and is not moved would keep two from being made one: whoever adds one says here that it is.
TEST_P(Merging, EveryTableThatHangsOnCasesIsMoved) {
  if (GetParam() != sql::Dialect::sqlite) return;
  auto const rows = read([&](Session& s) {
    return s.rows(
        "select distinct m.name as name from sqlite_master m join pragma_foreign_key_list(m.name) f where m.type = 'table' and "
        "f.\"table\" = 'crisis_case'",
        {});
  });
  std::set<std::string> found;
  for (auto const& row : rows) found.insert(row.text("name"));
  EXPECT_THAT(found, testing::UnorderedElementsAre("crisis_step", "damage_report", "crisis_said", "crisis_request", "crisis_letter",
                                                   "crisis_after", "crisis_loss", "crisis_help", "crisis_merge", "crisis_apart"));
}

TEST_P(Merging, APairThatIsNotOneIsRemembered) {
  auto const a = one(bakery).id, b = one(garage).id;
  write([&](Session& s) { return keep_apart(s, as(paul_), b, a); });
  write([&](Session& s) { return keep_apart(s, as(maud_), a, b); });
  auto const told = read([&](Session& s) { return kept_apart(s, maud_, room_.id); });
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0], pair_of(a, b));
  merge(bakery, garage);
  EXPECT_TRUE(read([&](Session& s) { return kept_apart(s, maud_, room_.id); }).empty());
}

TEST_P(Merging, AnonymisedNothingNamesTheOneThatIsGone) {
  step(local, CaseState::visited);
  clock_ms_ = 1'796'000'000'000;
  step(bakery, CaseState::visited);
  tell(bakery, 3, Fares::partly);
  tell(local, 3, Fares::closed);
  auto const before = situation_of(cases(maud_)).all;
  merge(bakery, local);
  room_ = write([&](Session& s) { return set_state(s, as(maud_), room_.id, room_.version, State::closed); });
  EXPECT_EQ(write([&](Session& s) { return anonymise_one(s, "2999-01-01"); }), 1U);
  auto const left = write([&](Session& s) {
    return s.row(
        "select (select count(*) from crisis_merge where business like :w or moved like :w or moved like '%appel%' or before_row like "
        ":w or agent <> '') + (select count(*) from audit where before_values like :w or after_values like :w or before_values like "
        "'%appel%' or after_values like '%appel%') + (select count(*) from "
        "contribution where business like :w) as n",
        {{"w", "%" + local + "%"}});
  });
  EXPECT_EQ(left->integer("n"), 0);
  EXPECT_EQ(situation_of(cases(maud_)).all.visited, before.visited - 1) << "it counts once";
}

// Random work on four cases, two made one and parted again in between: no row of history is ever lost, each parting without work since
// gives back exactly what was, and the list counts as many cases as there are.
TEST_P(Merging, LosesNothingWhateverIsDone) {
  std::mt19937 chance(50);
  auto const below = [&](std::size_t most) { return static_cast<std::size_t>(chance() % most); };
  clock_ms_ = 1'796'000'000'000;
  std::vector<std::string> live{bakery, garage, kiosk, local};
  std::size_t merges = 0, apart = 0;
  for (int round = 0; round < 120; ++round) {
    clock_ms_ += 60'000;
    auto const& business = live[below(live.size())];
    auto const before = history();
    auto const done = below(10);
    if (done < 3) {
      step(business, static_cast<CaseState>(1 + below(case_state_count - 1)), static_cast<Trading>(below(trading_count)));
    } else if (done == 3) {
      say(business, static_cast<RightQuestion>(below(3)), below(2) == 0 ? "yes" : "no");
    } else if (done == 4) {
      [[maybe_unused]] auto const asked = store_->write([&](Session& s) {
        RequestFacts facts;
        facts.right = "other";
        facts.name = "fonds " + std::to_string(below(2));
        facts.asked_on = day("2026-06-01");
        return note_request(s, as(paul_), one(business).id, facts);
      });
    } else if (done == 5) {
      report(business, below(2) == 0 ? "open" : "closed");
    } else if (done == 6) {
      AfterFacts facts;
      facts.term = terms[below(2)];
      facts.on = base::Date{static_cast<std::int32_t>(clock_ms_ / 86'400'000)};
      [[maybe_unused]] auto const said = store_->write([&](Session& s) { return say_after(s, as(paul_), one(business).id, facts); });
    } else {
      auto const& other = live[below(live.size())];
      if (other == business) continue;
      auto const whole_before = whole();
      auto const kept = business, gone = other;
      merge(kept, gone);
      ++merges;
      apart += read([&](Session& s) { return merges_of(s, paul_, one(kept).id); }).back().apart.size();
      ASSERT_EQ(history(), before) << "round " << round;
      if (below(4) != 0) {
        part(kept);
        ASSERT_EQ(whole(), whole_before) << "round " << round;
      } else if (live.size() > 2) {
        std::erase(live, gone);
      } else {
        part(kept);
      }
    }
    auto const now = history();
    ASSERT_TRUE(std::includes(now.begin(), now.end(), before.begin(), before.end())) << "round " << round;
    ASSERT_EQ(situation_of(cases(maud_)).all.potential, live.size()) << "round " << round;
  }
  EXPECT_GT(merges, 10U);
  EXPECT_GT(apart, 0U);
}

}  // namespace
}  // namespace bassin::crisis
