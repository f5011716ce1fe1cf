#include "waters/levels.h"

#include <gmock/gmock.h>

#include "access/held.h"
#include "waters/held_of_agent.h"
#include "waters/testing/stations_test_support.h"
#include "waters/writings.h"

namespace bassin::waters {
namespace {

using sql::Session;
using testing::ElementsAre;

class Levels : public WithStations {
 protected:
  std::vector<Level> kept(std::string const& id, std::size_t most = 10'000) {
    return read([&](Session& s) { return levels_of(s, id, base::Instant{0}, now_, most); });
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Levels, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Levels, AreKeptOnceAndCorrected) {
  auto const made = add(crecy());
  auto levels = series({1000, 1010, 1020});
  EXPECT_EQ(take(made.id, levels).levels, 3U);
  EXPECT_EQ(take(made.id, levels).levels, 0U);
  levels[1].value = 1015;
  EXPECT_EQ(take(made.id, levels).levels, 1U);
  EXPECT_EQ(kept(made.id), levels);
  EXPECT_EQ(*station(made.id).last, levels[2]);
  EXPECT_EQ(station(made.id).heard_at, now_);
}

TEST_P(Levels, OfAnotherTimeAreNotKept) {
  auto const made = add(crecy());
  std::vector<Level> const levels{
      {now_.plus_seconds(-31 * 86'400), 9000}, {now_.plus_seconds(-600), 1000}, {now_.plus_seconds(3600), 9000}};
  EXPECT_EQ(take(made.id, levels).levels, 1U);
  EXPECT_EQ(refusal([&](Session& s) { return take_levels(s, station(made.id), std::span(levels).last(1), now_); }), "waters.no_levels");
  EXPECT_EQ(take(made.id, {{now_.plus_seconds(-7 * 3600), 500}}).levels, 0U) << "later than what comes late";
  EXPECT_EQ(take(made.id, {{now_.plus_seconds(-5 * 3600), 500}}).levels, 1U);
}

TEST_P(Levels, OfAMonthAreManyAndAreGivenByTheirHighest) {
  auto const made = add(crecy());
  std::vector<Level> month;
  for (std::int64_t i = 0; i < 8'000; ++i) month.push_back({now_.plus_seconds((i - 7'999) * 300), i == 5'001 ? 4'000 : 1'000 + i % 7});
  EXPECT_EQ(take(made.id, month).levels, 8'000U);
  auto const shown = kept(made.id, 500);
  EXPECT_LE(shown.size(), 501U);
  EXPECT_EQ(std::count_if(shown.begin(), shown.end(), [](Level const& it) { return it.value == 4'000; }), 1);
  EXPECT_TRUE(std::is_sorted(shown.begin(), shown.end(), [](Level const& one, Level const& other) { return one.at < other.at; }));
  wait(60 * 24 * 15);
  EXPECT_GT(read([&](Session&) { return base::Result<std::size_t>(kept(made.id).size()); }), 3'000U);
  auto const gone = write([&](Session& s) { return drop_old(s, now_); });
  EXPECT_GT(gone, 3'000U);
  EXPECT_EQ(kept(made.id).size(), 8'000U - gone);
  EXPECT_GE(kept(made.id).front().at, now_.plus_seconds(-kept_days * 86'400));
}

TEST_P(Levels, ThatRiseProposeOnce) {
  watch();
  auto const made = add(crecy());
  EXPECT_EQ(take(made.id, series({1400, 1450})).proposal, "");
  wait(60);
  auto const risen = take(made.id, series({1550, 1560, 1570, 1580}));
  EXPECT_NE(risen.proposal, "");
  for (int i = 0; i < 5; ++i) {
    wait(20);
    EXPECT_EQ(take(made.id, series({1490, 1520})).proposal, "") << "around the mark";
  }
  auto const all = proposed(maud_);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].word, "Vigilance");
  EXPECT_EQ(all[0].mark, 1500);
  EXPECT_EQ(all[0].passed.value, 1580);
  EXPECT_EQ(all[0].station, made.id);
}

TEST_P(Levels, ThatPassSeveralMarksProposeTheHighestAndOvertakeTheLower) {
  watch();
  auto const made = add(crecy());
  take(made.id, series({1600, 1600, 1600, 1600}));
  wait(60);
  take(made.id, series({3300, 3300, 3300, 3300}));
  auto const open = proposed(maud_);
  ASSERT_EQ(open.size(), 1U);
  EXPECT_EQ(open[0].word, "Juin 2016");
  EXPECT_EQ(proposed(maud_, Which::all).size(), 2U) << "Alerte was passed at the same time and says nothing more";
  EXPECT_NE(proposed(maud_, Which::all)[1].overtaken_at, "");
  auto facts = crecy();
  facts.thresholds.push_back({1000, "Bas"});
  write([&](Session& s) { return change_station(s, as(keeper_), made.id, 1, facts); });
  wait(10);
  EXPECT_EQ(take(made.id, series({3300})).proposal, "") << "a lower mark under water says nothing";
  EXPECT_TRUE(station(made.id).thresholds[0].state.passed);
}

TEST_P(Levels, OfLongAgoRaiseNothing) {
  watch();
  auto const made = add(crecy());
  auto old = series({1600, 1600, 1600, 1600});
  wait(60 * 7);
  EXPECT_EQ(take(made.id, old).proposal, "");
  EXPECT_FALSE(station(made.id).thresholds[0].state.passed);
  EXPECT_NE(take(made.id, series({1600})).proposal, "") << "it is there now, and was before";
}

TEST_P(Levels, ProposeNothingWhereNobodyWatches) {
  auto const made = add(crecy());
  EXPECT_EQ(take(made.id, series({1600, 1600, 1600, 1600})).proposal, "");
  EXPECT_TRUE(proposed(maud_, Which::all).empty());
}

TEST_P(Levels, OfSectionsProposeByTheirColour) {
  watch();
  auto const made = add({"LO18", "Meuse frontalière", "Meuse", Format::vigicrues_sections, "", {0, 0}, {{3, "Orange"}, {4, "Rouge"}}});
  EXPECT_EQ(take(made.id, series({2})).proposal, "");
  wait(60 * 6);
  EXPECT_NE(take(made.id, series({3})).proposal, "");
  wait(60 * 18);
  EXPECT_EQ(take(made.id, series({3})).proposal, "");
  EXPECT_EQ(proposed(maud_).size(), 1U);
}

class Proposals : public WithStations {
 protected:
  std::string risen() {
    watch();
    return take(add(crecy()).id, series({1600, 1600, 1600, 1600})).proposal;
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Proposals, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Proposals, AreAnsweredByEachOrganisationForItself) {
  auto const id = risen();
  write([&](Session& s) { return dismiss(s, as(maud_), id, "Rien à craindre, vu sur place"); });
  EXPECT_TRUE(proposed(maud_).empty());
  ASSERT_TRUE(proposed(maud_, Which::all)[0].reply);
  EXPECT_EQ(proposed(maud_, Which::all)[0].reply->note, "Rien à craindre, vu sur place");
  ASSERT_EQ(proposed(nadia_).size(), 1U);
  EXPECT_FALSE(proposed(nadia_)[0].reply) << "another organisation's word";
  EXPECT_EQ(refusal([&](Session& s) { return dismiss(s, as(maud_), id, "encore"); }), "waters.answered");
  write([&](Session& s) { return follow_up(s, as(maud_), id, "crisis-1"); });
  auto const reply = *proposed(maud_, Which::all)[0].reply;
  EXPECT_TRUE(reply.followed);
  EXPECT_EQ(reply.crisis, "crisis-1");
  EXPECT_EQ(refusal([&](Session& s) { return follow_up(s, as(maud_), id, "crisis-2"); }), "waters.answered");
  EXPECT_EQ(refusal([&](Session& s) { return dismiss(s, as(maud_), id, "non"); }), "waters.answered");
}

TEST_P(Proposals, AreForCoordinatorsAndWantAWord) {
  auto const id = risen();
  EXPECT_EQ(refusal([&](Session& s) { return dismiss(s, as(keeper_), id, "non"); }), "waters.not_yours");
  EXPECT_EQ(refusal([&](Session& s) { return dismiss(s, as(maud_), id, " "); }), "text.empty");
  EXPECT_EQ(refusal([&](Session& s) { return follow_up(s, as(maud_), id, ""); }), "text.empty");
  EXPECT_EQ(refusal([&](Session& s) { return dismiss(s, as(maud_), "none", "non"); }), "waters.unknown_proposal");
}

TEST_P(Proposals, AreOpenForAMonthAndGoAfterAYear) {
  auto const id = risen();
  write([&](Session& s) { return dismiss(s, as(nadia_), id, "non"); });
  wait(60 * 24 * 31);
  EXPECT_TRUE(proposed(maud_).empty());
  EXPECT_EQ(proposed(maud_, Which::all).size(), 1U);
  write([&](Session& s) { return drop_old(s, now_); });
  EXPECT_EQ(proposed(maud_, Which::all).size(), 1U);
  wait(60 * 24 * 335);
  write([&](Session& s) { return drop_old(s, now_); });
  EXPECT_TRUE(proposed(maud_, Which::all).empty());
}

TEST_P(Proposals, TellAnAgentWhatTheyReplied) {
  auto const id = risen();
  write([&](Session& s) { return dismiss(s, as(maud_), id, "Vu"); });
  auto const held = [&](access::Reader const& who) {
    return read([&](Session& s) { return access::read_held(s, held_of_agent(), who.agent); });
  };
  ASSERT_EQ(held(maud_).size(), 1U);
  EXPECT_EQ(held(maud_)[0].rows.size(), 1U);
  EXPECT_EQ(std::get<std::string>(held(maud_)[0].rows[0][2]), "dismissed");
  EXPECT_TRUE(held(nadia_).empty());
}

// Words of an organisation are declared for who asks what is held of them: support/person_mentions.h.
TEST_P(Proposals, DeclareTheirWords) {
  auto const id = risen();
  write([&](Session& s) { return dismiss(s, as(maud_), id, "Vu avec Jeanne Durand"); });
  ASSERT_EQ(writings().size(), 1U);
  auto const& it = writings()[0];
  auto const rows = read([&](Session& s) {
    return s.rows("select " + std::string(it.organisation) + " as organisation, " + std::string(it.record) + " as record, " +
                  std::string(it.texts[0]) + " as said from " + std::string(it.from));
  });
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].text("organisation"), maud_.organisation);
  EXPECT_EQ(rows[0].text("record"), id);
  EXPECT_EQ(rows[0].text("said"), "Vu avec Jeanne Durand");
}

}  // namespace
}  // namespace bassin::waters
