#include "support/follow_ups.h"

#include <array>
#include <thread>

#include "convention/ledger.h"
#include "support/exchanges.h"
#include "support/testing/agents_test_support.h"

namespace bassin::support {

namespace {

using access::Level;
using access::RecordKind;
using base::Result;
using sql::Session;

class FollowUps : public WithAgents {
 protected:
  // Each party to each other, of follow-ups.
  void open(Level level, std::vector<std::string> const& parties) {
    std::vector<access::Grant> grants;
    for (auto const& owner : parties)
      for (auto const& other : parties)
        if (owner != other) grants.push_back({owner, other, RecordKind::follow_up, level, day("2018-01-01"), {}});
    write([&](Session& s) { return access::set_sharing(s, "c", grants, {{"77142", day("2017-12-20"), {}, {}}}); });
  }
  static FollowUpFacts facts(bool shared, Theme theme = Theme::premises) { return {"S'agrandir", "300 m² en 2019", theme, "", shared}; }
  FollowUp begin(access::Reader const& who, FollowUpFacts const& what) {
    return write([&](Session& s) { return open_follow_up(s, as(who), today_, bakery_, what); });
  }
  std::string refused(access::Reader const& who, FollowUpFacts const& what) {
    return refusal([&](Session& s) { return open_follow_up(s, as(who), today_, bakery_, what); });
  }
  std::vector<SeenFollowUp> seen_by(access::Reader const& who) {
    return read([&](Session& s) { return follow_ups_about(s, who, today_, bakery_.business); });
  }
  std::size_t mine(access::Reader const& who) {
    return read([&](Session& s) { return open_follow_ups(s, who, today_, who.agent); }).size();
  }
  FollowUpAt at(FollowUp const& it) { return {it.id, it.version}; }
  template <class Fn>
  FollowUp go(access::Reader const& who, Fn&& fn) {
    return write([&](Session& s) { return fn(s, as(who)); });
  }

  base::Date const today_ = day("2018-03-10");
  access::Reader const anne_ = member(pays_, "anne@pays.fr");
  access::Reader const carole_ = member(cma_, "carole@cma.fr");
  access::Reader const claude_ = member(cci_, "claude@cci.fr");
  access::Reader const nora_ = member(neighbour_, "nora@voisine.fr");
};

INSTANTIATE_TEST_SUITE_P(Both, FollowUps, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(FollowUps, AreSharedOneAtATimeBesideAnyNumberOfPrivateOnes) {
  open(Level::header, {pays_, cma_, cci_});
  auto const first = begin(anne_, facts(true));
  EXPECT_EQ(refused(carole_, facts(true)), "support.follow_up_exists");
  EXPECT_EQ(refused(anne_, facts(true)), "support.follow_up_exists") << "one's own too";
  begin(carole_, facts(false));
  begin(carole_, facts(false));
  EXPECT_EQ(seen_by(carole_).size(), 3U);
  EXPECT_EQ(seen_by(anne_).size(), 1U) << "private ones are their organisation's";
  EXPECT_EQ(refused(carole_, facts(true, Theme::distress)), "support.sensitive_not_shared");
  begin(carole_, facts(false, Theme::distress));
  go(anne_, [&](Session& s, Act const& act) { return close_follow_up(s, act, today_, at(first), Outcome::helped, "Trouvé"); });
  auto const second = begin(carole_, facts(true));
  EXPECT_EQ(second.organisation, cma_) << "closed: another one may be opened";
}

// Who is told nothing of one is not told of it by a refusal either.
TEST_P(FollowUps, OfAnotherConventionAreNotToldOf) {
  open(Level::header, {pays_, cma_});
  begin(anne_, facts(true));
  EXPECT_TRUE(seen_by(nora_).empty());
  EXPECT_EQ(begin(nora_, facts(true)).organisation, neighbour_);
  open(Level::nothing, {pays_, cma_});
  EXPECT_TRUE(seen_by(carole_).empty());
}

TEST_P(FollowUps, ShowPartnersWhatTheConventionOpens) {
  begin(anne_, facts(true));
  for (auto const level : {Level::presence, Level::header, Level::content}) {
    open(level, {pays_, cma_});
    auto const seen = seen_by(carole_);
    ASSERT_EQ(seen.size(), 1U);
    EXPECT_EQ(seen[0].level, level);
    EXPECT_EQ(seen[0].steps.empty(), level != Level::content);
  }
}

TEST_P(FollowUps, AreJoinedByAskingAndByInvitation) {
  open(Level::presence, {pays_, cma_, cci_});
  auto it = begin(anne_, facts(true));
  it = go(carole_, [&](Session& s, Act const& act) { return ask_to_join(s, act, today_, at(it), "Elle est artisane."); });
  EXPECT_EQ(seen_by(carole_)[0].level, Level::presence) << "asking opens nothing";
  EXPECT_EQ(mine(carole_), 1U) << "and is not forgotten";
  EXPECT_EQ(refusal([&](Session& s) { return accept_member(s, as(claude_), today_, at(it), cma_); }), "support.not_in_follow_up");
  EXPECT_EQ(refusal([&](Session& s) { return accept_member(s, as(carole_), today_, at(it), ""); }), "support.not_in_follow_up");
  it = go(anne_, [&](Session& s, Act const& act) { return accept_member(s, act, today_, at(it), cma_); });
  EXPECT_EQ(seen_by(carole_)[0].level, Level::content);
  EXPECT_EQ(mine(carole_), 1U);
  EXPECT_EQ(refusal([&](Session& s) { return invite_to_follow_up(s, as(anne_), today_, at(it), neighbour_, ""); }),
            "support.no_convention");
  it = go(anne_, [&](Session& s, Act const& act) { return invite_to_follow_up(s, act, today_, at(it), cci_, ""); });
  EXPECT_EQ(mine(claude_), 1U) << "an invitation waits for everybody of the organisation";
  it = go(claude_, [&](Session& s, Act const& act) { return drop_member(s, act, today_, at(it), "", "Pas notre ressort."); });
  EXPECT_EQ(mine(claude_), 0U);
  std::string steps;
  auto const seen = seen_by(anne_);
  for (auto const& step : seen.at(0).steps) steps += step.what + " ";
  EXPECT_EQ(steps, "opened asked joined invited declined ");
}

TEST_P(FollowUps, NobodyOfOneThatHasEndedIsNamed) {
  open(Level::header, {pays_, cma_, cci_});
  auto it = begin(anne_, facts(true));
  it = go(anne_, [&](Session& s, Act const& act) { return invite_to_follow_up(s, act, today_, at(it), cma_, ""); });
  it = go(carole_, [&](Session& s, Act const& act) { return accept_member(s, act, today_, at(it), ""); });
  partners::OrganisationValues values;
  values.active_until = to_iso(base::Date{today_.days - 1});
  for (auto const& id : {cma_, cci_}) write([&](Session& s) { return partners::change_organisation(s, as(anne_).actor, id, values); });
  EXPECT_EQ(refusal([&](Session& s) { return invite_to_follow_up(s, as(anne_), today_, at(it), cci_, ""); }), "support.no_convention");
  EXPECT_EQ(refusal([&](Session& s) { return hand_follow_up_over(s, as(anne_), today_, at(it), cma_, ""); }), "support.no_convention");
}

TEST_P(FollowUps, AreHandedOverAndClosedByWhoKeepsThem) {
  open(Level::header, {pays_, cma_, cci_});
  auto it = begin(anne_, facts(true));
  EXPECT_EQ(refusal([&](Session& s) { return hand_follow_up_over(s, as(anne_), today_, at(it), cma_, ""); }), "support.not_in_follow_up");
  it = go(anne_, [&](Session& s, Act const& act) { return invite_to_follow_up(s, act, today_, at(it), cma_, ""); });
  it = go(carole_, [&](Session& s, Act const& act) { return accept_member(s, act, today_, at(it), ""); });
  auto const colleague = member(cma_, "chloe@cma.fr");
  it = go(carole_, [&](Session& s, Act const& act) { return set_referent(s, act, today_, at(it), colleague.agent, {carole_.agent}); });
  EXPECT_EQ(mine(colleague) + mine(carole_), 2U);
  EXPECT_EQ(refusal([&](Session& s) { return set_referent(s, as(carole_), today_, at(it), anne_.agent, {}); }), "partners.unknown_agent");
  EXPECT_EQ(refusal([&](Session& s) { return close_follow_up(s, as(carole_), today_, at(it), Outcome::helped, ""); }),
            "support.not_in_follow_up");
  EXPECT_EQ(refusal([&](Session& s) { return change_follow_up(s, as(anne_), today_, at(it), facts(false)); }),
            "support.follow_up_has_partners");
  it = go(anne_, [&](Session& s, Act const& act) { return hand_follow_up_over(s, act, today_, at(it), cma_, "C'est une artisane."); });
  EXPECT_EQ(refusal([&](Session& s) { return drop_member(s, as(carole_), today_, at(it), "", ""); }), "support.not_in_follow_up");
  it = go(anne_, [&](Session& s, Act const& act) { return drop_member(s, act, today_, at(it), "", ""); });
  EXPECT_EQ(refusal([&](Session& s) {
              return close_follow_up(s, as(carole_), today_, {it.id, 1}, Outcome::helped, "");
            }),
            "support.changed");
  it = go(carole_, [&](Session& s, Act const& act) { return close_follow_up(s, act, today_, at(it), Outcome::helped, ""); });
  EXPECT_EQ(refusal([&](Session& s) { return ask_to_join(s, as(claude_), today_, at(it), ""); }), "support.follow_up_closed");
  EXPECT_EQ(mine(carole_), 0U);
}

TEST_P(FollowUps, HoldTheExchangesOfWhoTakesPart) {
  open(Level::header, {pays_, cma_});
  write([&](Session& s) {
    return access::set_sharing(s, "e", {{pays_, cma_, RecordKind::exchange, Level::header, day("2018-01-01"), {}}},
                               {{"77142", day("2017-12-20"), {}, {}}});
  });
  auto it = begin(anne_, facts(true));
  ExchangeFacts visit;
  visit.on = today_;
  visit.follow_up = it.id;
  write([&](Session& s) { return note_exchange(s, as(anne_), today_, bakery_, visit); });
  EXPECT_EQ(refusal([&](Session& s) { return note_exchange(s, as(carole_), today_, bakery_, visit); }), "support.unknown_follow_up");
  Subject const other{"10000000100015", "77142"};
  EXPECT_EQ(refusal([&](Session& s) { return note_exchange(s, as(anne_), today_, other, visit); }), "support.unknown_follow_up");
  auto const told = [&](access::Reader const& who) {
    return read([&](Session& s) { return exchanges_with(s, who, today_, bakery_.business, {}); }).exchanges.at(0).exchange.facts.follow_up;
  };
  EXPECT_EQ(told(anne_), it.id);
  EXPECT_EQ(told(carole_), "") << "of a follow-up in which one has no part nothing is told";
  it = go(anne_, [&](Session& s, Act const& act) { return invite_to_follow_up(s, act, today_, at(it), cma_, ""); });
  it = go(carole_, [&](Session& s, Act const& act) { return accept_member(s, act, today_, at(it), ""); });
  EXPECT_EQ(told(carole_), it.id);
}

// Two organisations open a shared one at the same moment: one wins, the other is told who.
TEST_P(FollowUps, OpenedAtOnceAreOpenedOnce) {
  for (int round = 0; round < 8; ++round) {
    open(Level::header, {pays_, cma_});
    std::array<access::Reader const*, 2> const who = {&anne_, &carole_};
    std::array<std::optional<Result<FollowUp>>, 2> done;
    Subject const shop{"1000000010" + std::to_string(1000 + round), "77142"};
    std::array<access::Actor, 2> const actors = {actor(), actor()};
    {
      std::array<std::jthread, 2> threads;
      for (std::size_t i = 0; i < 2; ++i)
        threads[i] = std::jthread([&, i] {
          done[i] = store_->write([&](Session& s) { return open_follow_up(s, {*who[i], actors[i]}, today_, shop, facts(true)); });
        });
    }
    ASSERT_NE(done[0]->ok(), done[1]->ok()) << "round " << round;
    auto const& lost = done[0]->ok() ? *done[1] : *done[0];
    EXPECT_EQ(lost.error().code, "support.follow_up_exists");
    auto const& values = lost.error().values;
    EXPECT_TRUE(std::any_of(values.begin(), values.end(),
                            [&](auto const& value) { return value.second == (done[0]->ok() ? "CC du Pays Créçois" : "CMA 77"); }));
  }
}

}  // namespace

}  // namespace bassin::support
