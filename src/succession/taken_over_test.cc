// What an organisation had taken over from others passes with its communes too, on both databases.
#include "succession/testing/territories_test_support.h"
#include "support/bulk_reading.h"
#include "support/delays.h"

namespace bassin::succession {
namespace {

class TakenOver : public WithTerritories {
 protected:
  void succeeded_by(std::string const& organisation, std::string const& successor) {
    partners::OrganisationValues values;
    values.successor = successor;
    values.active_until = "2018-12-31";
    write([&](sql::Session& s) { return partners::change_organisation(s, actor(), organisation, values); });
  }
  std::string level(access::Reader const& who, std::string const& exchange, std::string const& on = "2020-06-01") {
    auto const seen = read([&](sql::Session& s) { return support::read_exchanges(s, who, day(on), {exchange}); });
    return seen.empty() ? "nothing" : std::string(id_of(seen[0].level));
  }
  access::Reader agent_in(std::string const& organisation, std::vector<std::string> communes) {
    return serving(agent_of(organisation, access::Role::administrator), std::move(communes));
  }
};
INSTANTIATE_TEST_SUITE_P(Both, TakenOver, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(TakenOver, RecordsOfOneThatTheFormerHadTakenOverPass) {
  auto const before = organisation("SIVOM", "intercommunality"), first = organisation("District", "intercommunality");
  auto const ella = agent_in(before, {"77142", "77171"}), fred = agent_in(first, {"77142", "77171"});
  auto const at_crecy = exchange(ella, crecy_), kept_in = exchange(ella, esbly_, true), oldest = exchange(fred, esbly_);
  auto const own = exchange(anne_, crecy_);
  succeeded_by(first, before);
  succeeded_by(before, pays_);
  ASSERT_EQ(level(anne_, oldest, "2019-06-01"), "content") << "a chain of successors";
  auto const held = dump();
  auto const change = approved(split());
  std::string told;
  for (auto const& it : read([&](sql::Session& s) { return counts_of(s, change); }))
    if (it.kind == "exchange") told += it.commune + ":" + std::to_string(it.records) + " ";
  EXPECT_EQ(told, "77142:2 77171:2 ") << "previewed with the former one's";
  carry_out(change.id);
  EXPECT_EQ(owner("exchange", at_crecy) + owner("exchange", own), agglo_ + agglo_);
  EXPECT_EQ(owner("exchange", kept_in) + owner("exchange", oldest), meaux_ + meaux_);
  EXPECT_EQ(level(mila_, kept_in) + " " + level(albert_, kept_in), "content nothing");
  undo(change.id);
  EXPECT_EQ(dump(), held);
}

TEST_P(TakenOver, OneThatGoesOnKeepsItsOwnAffairs) {
  auto const before = organisation("SIVOM", "intercommunality");
  auto const ella = agent_in(before, {"77142", "77171"});
  auto const at_crecy = exchange(ella, crecy_), at_esbly = exchange(ella, esbly_), kept_in = exchange(ella, esbly_, true);
  succeeded_by(before, pays_);
  auto const change = carry_out(approved(move()).id);
  EXPECT_EQ(owner("exchange", at_crecy) + owner("exchange", kept_in), before + before);
  EXPECT_EQ(owner("exchange", at_esbly), meaux_);
  EXPECT_EQ(level(anne_, kept_in) + " " + level(anne_, at_esbly), "content nothing");
  undo(change.id);
  EXPECT_EQ(owner("exchange", at_esbly), before);
}

// The party of a convention is one that was taken over by hand: heirs of who took it over stand in its place.
TEST_P(TakenOver, ConventionsOfOneThatTheFormerHadTakenOver) {
  auto const at_crecy = exchange(anne_, crecy_), of_cci = exchange(chloe_, crecy_), at_esbly = exchange(anne_, esbly_);
  auto const next = organisation("CC reprise", "intercommunality");
  succeeded_by(pays_, next);
  auto plan = split();
  plan.formers = {{next, true, agglo_}};
  plan.communes = {{next, "77142", agglo_}, {next, "77171", meaux_}};
  auto const change = carry_out(approved(plan).id);
  EXPECT_EQ(level(albert_, at_crecy) + " " + level(mila_, at_esbly), "content content");
  EXPECT_EQ(level(chloe_, at_crecy) + " " + level(chloe_, at_esbly), "header header") << "the partner reads what it read";
  EXPECT_EQ(level(albert_, of_cci) + " " + level(mila_, of_cci), "header nothing");
  auto const amended = read([&](sql::Session& s) { return amended_by(s, change.id); });
  ASSERT_EQ(amended.size(), 1U);
  EXPECT_EQ(text_of(amended[0].amendment, reader(agglo_)).convention.status, convention::Status::draft);
  undo(change.id);
  EXPECT_EQ(owner("exchange", at_crecy), pays_);
  EXPECT_EQ(level(albert_, of_cci), "nothing");
}

// The chamber merges too: until an amendment is signed neither heir is a party.
TEST_P(TakenOver, HeirsOfTwoPartiesSeeOneAnotherWhereBothStand) {
  carry_out(approved(split()).id);
  Plan merger;
  merger.on = day("2020-02-01");
  merger.formers = {{cci_, true, "new"}};
  merger.heirs = {{"new", true, "CCI Île-de-France", "cci", ""}};
  auto const merged = carry_out(approved(merger).id);
  auto const ida = agent_in(merged.plan.heirs[0].key, {"77142", "77171"});
  auto const of_agglo = exchange(albert_, crecy_), of_meaux = exchange(mila_, esbly_);
  auto const at_crecy = exchange(ida, crecy_), kept_in = exchange(ida, crecy_, true);
  EXPECT_EQ(level(ida, of_agglo) + " " + level(ida, of_meaux), "header header");
  EXPECT_EQ(level(albert_, at_crecy) + " " + level(mila_, at_crecy), "header nothing");
  EXPECT_EQ(level(albert_, kept_in), "nothing");
  EXPECT_EQ(level(albert_, of_meaux) + " " + level(mila_, of_agglo), "nothing nothing") << "heirs of one party";
  undo(merged.id);
  EXPECT_EQ(level(albert_, at_crecy), "nothing");
}

// Nothing says what a reminder is about: its words are for its organisation alone, as what is kept in is.
TEST_P(TakenOver, RemindersStayWithOneThatGoesOn) {
  auto const made = write([&](sql::Session& s) {
    return support::remind(s, as(anna_), esbly_, {"Rappeler", day("2020-02-01"), anna_.agent});
  });
  auto const change = carry_out(approved(move()).id);
  EXPECT_EQ(owner("reminder", made.id), pays_);
  undo(change.id);
  carry_out(approved(split()).id);
  EXPECT_EQ(owner("reminder", made.id), meaux_);
}

// What waits in a year waits with who had it at its end.
TEST_P(TakenOver, DelaysRanWithWhoHadIt) {
  auto const handed = [&](std::string_view on) {
    return support::Act{anna_, {anna_.agent, pays_, "test", base::Instant{std::int64_t{day(on).days} * 86'400'000}}};
  };
  write([&](sql::Session& s) {
    return support::hand_need(s, handed("2019-06-01"), day("2019-06-01"), esbly_, {support::Theme::premises, "Local", action_, false},
                              {pays_, "", ""});
  });
  write([&](sql::Session& s) {
    return support::open_follow_up(s, handed("2019-06-01"), day("2019-06-01"), crecy_,
                                   {"Suivi", "", support::Theme::premises, action_, false});
  });
  carry_out(approved(split()).id);
  auto const delays = read([&](sql::Session& s) { return support::delays_of_convention(s, convention_); });
  ASSERT_EQ(delays.size(), 3U);
  for (auto const& it : delays) {
    EXPECT_EQ(told_of(it, day("2019-12-31")), pays_);
    EXPECT_EQ(told_of(it, day("2020-12-31")), it.kind == convention::DelayKind::follow_up ? agglo_ : meaux_);
  }
}

// What it had from whom counts, not what it inherits later of another.
TEST_P(TakenOver, DelaysRanWithAnHeirThatInheritsTwice) {
  support::Act const handed{anna_, {anna_.agent, pays_, "test", base::Instant{std::int64_t{day("2019-06-01").days} * 86'400'000}}};
  write([&](sql::Session& s) {
    return support::hand_need(s, handed, day("2019-06-01"), esbly_, {support::Theme::premises, "Local", action_, false}, {pays_, "", ""});
  });
  carry_out(approved(split()).id);
  auto const other = organisation("SIVOM", "intercommunality");
  territory(other, "list:77350");
  Plan further;
  further.on = day("2020-03-01");
  further.formers = {{other, true, meaux_}};
  further.heirs = {{meaux_, false, "", "", ""}};
  further.communes = {{other, "77350", meaux_}};
  carry_out(approved(further).id);
  auto const delays = read([&](sql::Session& s) { return support::delays_of_convention(s, convention_); });
  ASSERT_EQ(delays.size(), 2U);
  for (auto const& it : delays) EXPECT_EQ(told_of(it, day("2020-02-15")), meaux_);
}

TEST_P(TakenOver, WhoTookOverWhomIsPartOfTheSeal) {
  auto const before = organisation("SIVOM", "intercommunality");
  auto const change = approved(split());
  succeeded_by(before, pays_);
  auto const held = carry_out(change.id);
  EXPECT_EQ(held.state, State::draft);
  EXPECT_EQ(held.why, "SIVOM");
}

}  // namespace
}  // namespace bassin::succession
