#include "support/needs.h"

#include <functional>
#include <map>
#include <random>

#include "support/testing/agents_test_support.h"

namespace bassin::support {

namespace {

using access::Level;
using access::RecordKind;
using sql::Session;

class Needs : public WithAgents {
 protected:
  Needs() { open(Level::header); }

  void open(Level level) {
    std::vector<access::Grant> grants;
    for (auto const& owner : {pays_, cma_, cci_})
      for (auto const& other : {pays_, cma_, cci_})
        if (owner != other) grants.push_back({owner, other, RecordKind::need, level, day("2018-01-01"), {}});
    write([&](Session& s) { return access::set_sharing(s, "c", grants, {{"77142", day("2017-12-20"), {}, {}}}); });
  }
  static NeedFacts facts() { return {Theme::premises, "Cherche 300 m² près de la gare.", "", false}; }
  Need hand(Receiver const& to, NeedFacts const& what = facts()) {
    return write([&](Session& s) { return hand_need(s, as(anne_), today_, bakery_, what, to); });
  }
  std::string refused_hand(Receiver const& to) {
    return refusal([&](Session& s) { return hand_need(s, as(anne_), today_, bakery_, facts(), to); });
  }
  std::vector<SeenNeed> seen_by(access::Reader const& who) {
    return read([&](Session& s) { return needs_about(s, who, today_, bakery_.business); });
  }
  NeedBox box(access::Reader const& who) {
    return read([&](Session& s) { return need_box(s, who); });
  }

  base::Date const today_ = day("2018-03-10");
  access::Reader const anne_ = member(pays_, "anne@pays.fr");
  access::Reader const carole_ = member(cma_, "carole@cma.fr");
  access::Reader const claude_ = member(cci_, "claude@cci.fr");
};

INSTANTIATE_TEST_SUITE_P(Both, Needs, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Needs, GoFromTheGiverToAnOutcome) {
  auto const made = hand({cma_, "", ""});
  ASSERT_EQ(box(carole_).received.size(), 1U);
  EXPECT_EQ(box(anne_).given.size(), 1U);
  write([&](Session& s) { return accept_need(s, as(carole_), today_, {made.id, 1}, ""); });
  write([&](Session& s) { return close_need(s, as(carole_), {made.id, 2}, Outcome::helped, "Local trouvé rue du Marché."); });
  EXPECT_TRUE(box(carole_).received.empty());
  EXPECT_TRUE(box(anne_).given.empty());
  auto const seen = seen_by(anne_);
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_EQ(seen[0].need.outcome, Outcome::helped);
  std::string steps;
  for (auto const& step : seen[0].steps) steps += step.what + " ";
  EXPECT_EQ(steps, "handed accepted closed ");
}

TEST_P(Needs, GoOnToAnotherPartnerAndBackToTheGiver) {
  auto const made = hand({cma_, "", carole_.agent});
  write([&](Session& s) { return pass_need_on(s, as(carole_), today_, {made.id, 1}, {cci_, "", ""}, "Commerce, pas artisanat."); });
  EXPECT_TRUE(box(carole_).received.empty());
  EXPECT_EQ(box(claude_).received.size(), 1U);
  write([&](Session& s) { return decline_need(s, as(claude_), {made.id, 2}, "Hors secteur."); });
  ASSERT_EQ(box(anne_).given.size(), 1U) << "the giver sees that it came back";
  EXPECT_EQ(box(anne_).given[0].state, NeedState::declined);
  EXPECT_EQ(refusal([&](Session& s) {
              return pass_need_on(s, as(claude_), today_, {made.id, 3}, {cma_, "", ""}, "");
            }),
            "support.not_yours")
      << "who declined has no say any more";
  write([&](Session& s) { return pass_need_on(s, as(anne_), today_, {made.id, 3}, {cma_, "", ""}, ""); });
  EXPECT_EQ(box(carole_).received.size(), 1U);
  EXPECT_EQ(seen_by(claude_)[0].level, Level::content) << "who had it once still follows it";
}

TEST_P(Needs, AreHandedToPartnersOfAConventionOnly) {
  EXPECT_EQ(refused_hand({neighbour_, "", ""}), "support.no_convention");
  EXPECT_EQ(refused_hand({agri_, "", ""}), "support.no_convention") << "none opens anything to it";
  EXPECT_EQ(refused_hand({cma_, "", claude_.agent}), "partners.unknown_agent");
  EXPECT_EQ(refused_hand({cma_, "no team", ""}), "partners.unknown_team");
  EXPECT_EQ(refused_hand({pays_, "", anne_.agent}), "") << "one's own colleague";
}

// Every field at every level, for a partner who is not involved.
TEST_P(Needs, ShowOtherPartnersWhatTheConventionOpens) {
  hand({cma_, "", ""});
  for (auto const level : {Level::nothing, Level::presence, Level::header, Level::content}) {
    open(level);
    auto const seen = seen_by(claude_);
    ASSERT_EQ(seen.size(), level == Level::nothing ? 0U : 1U);
    EXPECT_EQ(seen_by(carole_)[0].level, Level::content) << "the receiver reads it whatever the annex says";
    if (seen.empty()) continue;
    auto const& it = seen[0];
    EXPECT_EQ(it.level, level);
    EXPECT_EQ(it.need.organisation, pays_);
    EXPECT_EQ(it.need.agent.empty(), level < Level::header);
    EXPECT_EQ(it.need.to.organisation.empty(), level < Level::header);
    EXPECT_EQ(it.need.facts.theme, level < Level::header ? Theme::other : Theme::premises);
    EXPECT_EQ(it.need.facts.text.empty(), level < Level::content);
    EXPECT_EQ(it.steps.empty(), level < Level::content);
  }
}

TEST_P(Needs, OutsideThePerimeterAreShownToNobodyElse) {
  open(Level::content);
  Subject const elsewhere{"10000000100015", "77284"};
  write([&](Session& s) { return hand_need(s, as(anne_), today_, elsewhere, facts(), {pays_, "", ""}); });
  auto const about = [&](access::Reader const& who) {
    return read([&](Session& s) { return needs_about(s, who, today_, elsewhere.business); });
  };
  EXPECT_EQ(about(anne_).size(), 1U);
  EXPECT_TRUE(about(claude_).empty());
}

TEST_P(Needs, OfASensitiveThemeStayBetweenGiverAndReceiver) {
  open(Level::content);
  auto distress = facts();
  distress.theme = Theme::distress;
  hand({cma_, "", ""}, distress);
  EXPECT_EQ(seen_by(carole_).size(), 1U);
  EXPECT_TRUE(seen_by(claude_).empty());
}

TEST_P(Needs, AreSilentFromTheNinthDayOn) {
  auto made = hand({cma_, "", ""});
  made.handed_at = "2018-03-01T08:00:00.000Z";
  EXPECT_EQ(silent_days_on(made, day("2018-03-09")), 0);
  EXPECT_EQ(silent_days_on(made, day("2018-03-10")), 9);
  EXPECT_EQ(silent_days_on(made, day("2018-03-22")), 21);
  EXPECT_EQ(silent_days_on(made, day("2018-04-14")), 21);
  EXPECT_EQ(silent_days_on(made, day("2018-04-15")), 45);
  made.state = NeedState::taken;
  EXPECT_EQ(silent_days_on(made, day("2018-04-15")), 0);
}

// Every step in every state, against the table of states: what it allows happens, all else changes nothing.
TEST_P(Needs, KeepToTheirStates) {
  using Step = std::function<base::Result<Need>(Session&, NeedAt const&)>;
  std::map<std::string, Step> const steps = {
      {"accept", [&](Session& s, NeedAt const& at) { return accept_need(s, as(carole_), today_, at, ""); }},
      {"decline", [&](Session& s, NeedAt const& at) { return decline_need(s, as(carole_), at, "non"); }},
      {"close", [&](Session& s, NeedAt const& at) { return close_need(s, as(carole_), at, Outcome::no_help, ""); }},
      {"withdraw", [&](Session& s, NeedAt const& at) { return withdraw_need(s, as(anne_), at, ""); }},
      {"again",
       [&](Session& s, NeedAt const& at) {
         return pass_need_on(s, as(anne_), today_, at, {cma_, "", ""}, "");
       }},
  };
  using enum NeedState;
  std::map<std::pair<NeedState, std::string>, NeedState> const allowed = {
      {{waiting, "accept"}, taken}, {{waiting, "decline"}, declined},    {{waiting, "withdraw"}, withdrawn}, {{waiting, "again"}, waiting},
      {{taken, "close"}, closed},   {{declined, "withdraw"}, withdrawn}, {{declined, "again"}, waiting},
  };
  std::mt19937 chance(11);
  for (int walk = 0; walk < 12; ++walk) {
    auto need = hand({cma_, "", ""});
    for (int i = 0; i < 8; ++i) {
      auto const& [name, step] = *std::next(steps.begin(), static_cast<std::ptrdiff_t>(chance() % steps.size()));
      auto const found = allowed.find({need.state, name});
      auto const done = store_->write([&](Session& s) { return step(s, {need.id, need.version}); });
      ASSERT_EQ(done.ok(), found != allowed.end()) << id_of(need.state) << " " << name;
      if (!done.ok()) {
        EXPECT_EQ(done.error().code, "support.wrong_state");
        continue;
      }
      EXPECT_EQ(done->state, found->second);
      EXPECT_EQ(done->version, need.version + 1);
      need = *done;
    }
  }
}

TEST_P(Needs, RefuseWhoHasNoPartAndWhoKnowsAnOlderVersion) {
  auto const made = hand({cma_, "", ""});
  auto const accepting = [&](access::Reader const& who, std::int64_t version) {
    return refusal([&](Session& s) { return accept_need(s, as(who), today_, {made.id, version}, ""); });
  };
  EXPECT_EQ(accepting(claude_, 1), "support.unknown_need") << "as if it were not there";
  EXPECT_EQ(accepting(anne_, 1), "support.not_yours");
  EXPECT_EQ(accepting(carole_, 2), "support.changed");
  EXPECT_EQ(accepting(carole_, 1), "");
}

}  // namespace

}  // namespace bassin::support
