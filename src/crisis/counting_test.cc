#include "crisis/counting.h"

#include <gmock/gmock.h>

#include <random>
#include <set>

#include "convention/action.h"
#include "convention/ledger.h"
#include "crisis/after.h"
#include "crisis/anonymise.h"
#include "crisis/merge.h"
#include "crisis/testing/room_test_support.h"

namespace bassin::crisis {
namespace {

using sql::Session;
using testing::ElementsAre;

// A flood of 29 January 2018 under a convention of three years, at work from the day after.
class Counting : public InARoom {
 protected:
  Counting() {
    convention_ = signed_framework();
    for (auto const* const title : {"Aider les entreprises sinistrées", "Prévenir"}) actions_.push_back(action(title));
    clock_ms_ = 1'517'306'400'000;
    room_ = open(false);
    enter(draw(),
          {{bakery_.business, "77142", Entry::inside}, {"10000000100015", "77171", Entry::inside}, {"local:1", "77171", Entry::added}});
  }
  std::string action(std::string const& title) {
    convention::Sheet sheet;
    sheet.axis = text_of(convention_).axes[0].id;
    sheet.title = title;
    sheet.code = std::to_string(actions_.size() + 1);
    sheet.members = {{pays_, convention::Part::lead, 0, 0}};
    return write([&](Session& s) { return convention::add_action(s, as(maud_), convention_, sheet); }).id;
  }
  Crisis open(bool exercise) {
    auto facts = flood(exercise);
    facts.began_at = *base::parse_instant("2018-01-29T06:00:00.000Z");
    auto const made = write([&](Session& s) { return open_crisis(s, as(maud_), facts); });
    write([&](Session& s) { return ask_in(s, as(maud_), made.id, cma_); });
    write([&](Session& s) { return join(s, as(nadia_), made.id); });
    return made;
  }
  void choose(access::Reader const& who, std::string const& action) {
    write([&](Session& s) -> base::Result<CountsTowards> {
      BASSIN_TRY(auto const before, counts_towards(s, who, room_.id));
      return choose_action(s, as(who), room_.id, before.version, action);
    });
  }
  void step(access::Reader const& who, std::string const& business, CaseState state) {
    auto const it = one(business);
    CaseChange change;
    change.version = it.version;
    change.state = state;
    change.why = "vu";
    write([&](Session& s) { return change_case(s, as(who), it.id, change); });
  }
  std::vector<convention::Contribution> ledger() {
    return read([&](Session& s) {
      return convention::contributions_of(s, {convention_, day("2017-01-01"), day("2030-12-31"), std::nullopt});
    });
  }
  std::string convention_;
  std::vector<std::string> actions_;
};
INSTANTIATE_TEST_SUITE_P(Both, Counting, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

CaseStep a_step(CaseState from, CaseState to) { return {std::string(id_of(from)), std::string(id_of(to)), "", "", "", ""}; }

TEST(CountedKinds, OfStepsThatStand) {
  using enum CaseState;
  EXPECT_THAT(counted_kinds(std::vector{a_step(potential, contacted), a_step(contacted, visited), a_step(visited, reopened)}),
              ElementsAre("call", "visit", ""));
  EXPECT_THAT(counted_kinds(std::vector{a_step(potential, contacted), a_step(contacted, visited), a_step(visited, contacted)}),
              ElementsAre("call", "", ""))
      << "a correction takes the visit back, and is no call";
  EXPECT_THAT(counted_kinds(std::vector{a_step(potential, visited), a_step(visited, potential), a_step(potential, contacted)}),
              ElementsAre("", "", "call"));
  EXPECT_THAT(counted_kinds(std::vector{a_step(potential, visited), a_step(visited, reopened), a_step(reopened, contacted)}),
              ElementsAre("visit", "", ""))
      << "taken up again after an end";
}

TEST_P(Counting, CountsWhereTheOrganisationChose) {
  step(paul_, bakery_.business, CaseState::contacted);
  EXPECT_TRUE(ledger().empty()) << "none chosen";
  choose(nadia_, actions_[0]);
  ASSERT_EQ(ledger().size(), 1U) << "what was done before counts too";
  EXPECT_EQ(ledger()[0],
            (convention::Contribution{actions_[0], cma_, paul_.agent, bakery_.business, "77142", "call", day("2018-01-30"), 0}));
  step(maud_, bakery_.business, CaseState::visited);
  EXPECT_EQ(ledger().size(), 1U) << "another's work is its own";
  choose(nadia_, actions_[1]);
  EXPECT_EQ(ledger().at(0).action, actions_[1]);
  choose(nadia_, "");
  EXPECT_TRUE(ledger().empty());
}

TEST_P(Counting, RefusesWhatDoesNotCount) {
  auto const refused = [&](access::Reader const& who, std::string const& crisis, std::int64_t version, std::string const& action) {
    return refusal([&](Session& s) { return choose_action(s, as(who), crisis, version, action); });
  };
  EXPECT_EQ(refused(paul_, room_.id, 0, actions_[0]), "crisis.not_yours");
  EXPECT_EQ(refused(ines_, room_.id, 0, actions_[0]), "crisis.unknown") << "not in the room";
  EXPECT_EQ(refused(nadia_, room_.id, 0, "no such"), "convention.not_countable");
  EXPECT_EQ(refused(nadia_, open(true).id, 0, actions_[0]), "crisis.exercise");
  choose(nadia_, actions_[0]);
  EXPECT_EQ(refused(nadia_, room_.id, 0, actions_[1]), "crisis.changed");
}

// Nothing leads back to it afterwards: neither its case nor the purge would find what names the agent.
TEST_P(Counting, AWordTakenBackLeavesNobodysNameInTheLedger) {
  choose(nadia_, actions_[0]);
  step(paul_, bakery_.business, CaseState::visited);
  clock_ms_ += std::int64_t{30} * 86'400'000;
  AfterFacts facts;
  facts.term = 1;
  facts.on = base::Date{static_cast<std::int32_t>(clock_ms_ / 86'400'000)};
  auto const made = write([&](Session& s) { return say_after(s, as(paul_), one(bakery_.business).id, facts); });
  auto const named = [&] {
    return read([&](Session& s) {
             return s.row("select count(*) as n from contribution where agent <> '' and source_kind = 'crisis_after'");
           })
        ->integer("n");
  };
  EXPECT_EQ(named(), 1);
  write([&](Session& s) { return remove_after(s, as(paul_), made.id, made.version); });
  EXPECT_EQ(named(), 0);
  EXPECT_EQ(ledger().size(), 1U) << "the visit counts on, of its business";
  EXPECT_EQ(ledger()[0].business, bakery_.business);
}

TEST_P(Counting, AnonymisedTheLedgerCountsTheSame) {
  choose(nadia_, actions_[0]);
  step(paul_, bakery_.business, CaseState::contacted);
  step(paul_, bakery_.business, CaseState::visited);
  step(paul_, "10000000100015", CaseState::visited);
  auto const before = convention::tally(ledger(), {});
  room_ = write([&](Session& s) { return find_crisis(s, maud_, room_.id); });
  write([&](Session& s) { return set_state(s, as(maud_), room_.id, room_.version, State::closed); });
  EXPECT_EQ(write([&](Session& s) { return anonymise_one(s, "2999-01-01"); }), 1U);
  EXPECT_EQ(convention::tally(ledger(), {}), before);
  for (auto const& it : ledger()) {
    EXPECT_EQ(it.agent, "");
    EXPECT_TRUE(it.business.starts_with("gone:")) << it.business;
  }
}

// Two cases made one: what was done on either counts, each by its own steps, for the business that is kept; parted, as before.
TEST_P(Counting, MergedTheWorkOfBothCounts) {
  choose(nadia_, actions_[0]);
  step(paul_, bakery_.business, CaseState::visited);
  step(paul_, "local:1", CaseState::contacted);
  step(paul_, "local:1", CaseState::visited);
  step(paul_, "local:1", CaseState::contacted);  // a correction: there was no visit
  clock_ms_ += std::int64_t{30} * 86'400'000;
  AfterFacts facts;
  facts.term = 1;
  facts.on = base::Date{static_cast<std::int32_t>(clock_ms_ / 86'400'000)};
  for (auto const& business : {bakery_.business, std::string("local:1")})
    write([&](Session& s) { return say_after(s, as(paul_), one(business).id, facts); });
  auto const before = ledger();
  ASSERT_EQ(before.size(), 4U) << "a visit, a call, two words";
  auto const kept = one(bakery_.business), gone = one("local:1");
  write([&](Session& s) { return merge_cases(s, as(paul_), {kept.id, kept.version}, {gone.id, gone.version}); });
  ASSERT_EQ(ledger().size(), 3U) << "one word for each term";
  for (auto const& it : ledger()) EXPECT_EQ(it.business, bakery_.business);
  step(paul_, bakery_.business, CaseState::potential);
  EXPECT_EQ(ledger().size(), 1U) << "whatever both had was a mistake";
  step(paul_, bakery_.business, CaseState::visited);
  EXPECT_EQ(ledger().size(), 2U);
  auto const merges = read([&](Session& s) { return merges_of(s, paul_, kept.id); });
  write([&](Session& s) { return part_cases(s, as(paul_), merges.at(0).id, one(bakery_.business).version); });
  EXPECT_EQ(ledger().size(), 4U) << "the call counts again, the first visit does not";
}

// What the ledger should hold, from the records alone: by another way than the program's.
std::multiset<std::string> recount(Session& session, std::map<std::string, std::string> const& chosen, Crisis const& room) {
  std::multiset<std::string> out;
  auto const put = [&](std::string const& organisation, std::string const& business, std::string_view kind, std::string const& on,
                       std::int64_t minutes) {
    auto const action = chosen.find(organisation);
    if (action == chosen.end() || action->second.empty() || on < "2018-01-01" || on > "2020-12-31") return;
    out.insert(action->second + organisation + business + std::string(kind) + on + std::to_string(minutes));
  };
  auto const cases = session.rows("select id, business from crisis_case where crisis = :id", {{"id", room.id}}).value();
  for (auto const& it : cases) {
    struct Held {
      CaseState to;
      std::string organisation, on;
    };
    std::vector<Held> held;  // the stages that stand, the nearest last
    CaseState now = CaseState::potential;
    auto const steps =
        session.rows("select to_state, organisation, at from crisis_step where record = :id order by id", {{"id", it.text("id")}}).value();
    for (auto const& row : steps) {
      auto const to = *parse_case_state(row.text("to_state"));
      bool const back = to < now && now < CaseState::reopened;
      if (back)
        std::erase_if(held, [&](Held const& one) { return one.to > to; });
      else if (now < CaseState::reopened)
        held.push_back({to, row.text("organisation"), row.text("at").substr(0, 10)});
      now = to;
    }
    for (auto const& one : held) {
      if (one.to == CaseState::contacted) put(one.organisation, it.text("business"), "call", one.on, 0);
      if (one.to == CaseState::visited) put(one.organisation, it.text("business"), "visit", one.on, 0);
    }
    auto const words =
        session.rows("select organisation, way, on_day, minutes from crisis_after where record = :id", {{"id", it.text("id")}}).value();
    for (auto const& row : words)
      put(row.text("organisation"), it.text("business"), row.text("way"), row.text("on_day"), row.integer("minutes"));
  }
  return out;
}

TEST_P(Counting, EqualsARecountWhateverIsDone) {
  std::mt19937 chance(46);
  auto const below = [&](std::size_t most) { return static_cast<std::size_t>(chance() % most); };
  std::vector<access::Reader> const agents{maud_, paul_, nadia_};
  std::vector<std::string> const businesses{bakery_.business, "10000000100015", "local:1"};
  std::map<std::string, std::string> chosen;
  std::size_t counted = 0;
  for (int round = 0; round < 160; ++round) {
    clock_ms_ += static_cast<std::int64_t>(below(20)) * 86'400'000;
    auto const& who = agents[below(agents.size())];
    auto const it = one(businesses[below(businesses.size())]);
    auto const today = base::Date{static_cast<std::int32_t>(clock_ms_ / 86'400'000)};
    auto const done = below(10);
    if (done == 0) {
      auto const& chief = below(2) == 0 ? maud_ : nadia_;
      auto const action = below(3) == 0 ? std::string() : actions_[below(2)];
      // Refused once the convention has ended and the crisis began before it; else as chosen.
      choose(chief, action);
      chosen[chief.organisation] = action;
    } else if (done < 6) {
      CaseChange change;
      change.version = it.version;
      change.state = static_cast<CaseState>(below(case_state_count));
      change.why = "vu";
      write([&](Session& s) { return change_case(s, as(who), it.id, change); });
    } else {
      AfterFacts facts;
      facts.term = terms[below(4)];
      facts.way = static_cast<support::Way>(below(support::way_count));
      facts.on = base::Date{today.days - static_cast<std::int32_t>(below(3))};
      facts.minutes = static_cast<std::int64_t>(below(90));
      auto const words = read([&](Session& s) { return after_words_of(s, maud_, it.id); });
      if (words.empty() || below(3) == 0) {
        [[maybe_unused]] auto const said = store_->write([&](Session& s) { return say_after(s, as(who), it.id, facts); });
      } else if (below(2) == 0) {
        auto const& word = words[below(words.size())];
        write([&](Session& s) { return change_after(s, as(who), word.id, word.version, facts); });
      } else {
        auto const& word = words[below(words.size())];
        write([&](Session& s) { return remove_after(s, as(who), word.id, word.version); });
      }
    }
    std::multiset<std::string> told;
    for (auto const& row : ledger())
      told.insert(row.action + row.organisation + row.business + row.kind + to_iso(row.on) + std::to_string(row.minutes));
    auto const expected = write([&](Session& s) { return base::Result<std::multiset<std::string>>(recount(s, chosen, room_)); });
    ASSERT_EQ(told, expected) << "round " << round;
    counted = std::max(counted, told.size());
  }
  EXPECT_GT(counted, 3U) << "the rounds counted something";
}

}  // namespace
}  // namespace bassin::crisis
