// A change of territory, from its plan to the heirs' inbox and back, on both databases.
#include "succession/carrying.h"

#include "succession/testing/territories_test_support.h"
#include "support/bulk_reading.h"

namespace bassin::succession {
namespace {

class Territories : public WithTerritories {
 protected:
  std::string level(access::Reader const& who, std::string const& exchange, std::string const& on = "2020-06-01") {
    auto const seen = read([&](sql::Session& s) { return support::read_exchanges(s, who, day(on), {exchange}); });
    return seen.empty() ? "nothing" : std::string(id_of(seen[0].level));
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Territories, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Territories, EachHeirHasWhatLiesInItsCommunes) {
  auto const at_crecy = exchange(anne_, crecy_), at_esbly = exchange(anne_, esbly_), kept_in = exchange(anne_, esbly_, true);
  auto const of_cci = exchange(chloe_, crecy_), elsewhere = exchange(anne_, {"10000000300003", "77200"});
  EXPECT_EQ(level(chloe_, at_esbly, "2019-12-31"), "header");
  auto const change = approved(split());
  EXPECT_EQ(change.plan.kind, Kind::split);
  EXPECT_EQ(carry_out(change.id).state, State::done);

  EXPECT_EQ(level(albert_, at_crecy) + " " + level(mila_, at_crecy), "content nothing");
  EXPECT_EQ(level(albert_, at_esbly) + " " + level(mila_, at_esbly), "nothing content");
  EXPECT_EQ(level(mila_, kept_in) + " " + level(albert_, kept_in) + " " + level(chloe_, kept_in), "content nothing nothing");
  EXPECT_EQ(level(albert_, elsewhere), "content") << "what lies in no commune of the plan is with who takes the mission on";
  EXPECT_EQ(level(chloe_, at_crecy) + " " + level(chloe_, at_esbly), "header header") << "the convention goes on to open it";
  EXPECT_EQ(level(albert_, of_cci) + " " + level(mila_, of_cci), "header nothing") << "what the former was opened, where one stands for it";
  auto const mine = write([&](sql::Session& s) {
    support::ExchangeFacts facts;
    facts.on = day("2020-02-01");
    return support::note_exchange(s, as(albert_), day("2020-02-01"), crecy_, facts);
  });
  EXPECT_EQ(level(chloe_, mine.id), "header") << "in the former's place, under the convention that runs";
}

TEST_P(Territories, OrganisationsFollow) {
  auto plan = split();
  plan.heirs[1] = {"new", true, "CA nouvelle", "intercommunality", "200072130"};
  plan.communes[1].heir = "new";
  plan.homes = {{anna_.agent, pays_, "new"}};
  auto const done = carry_out(approved(plan).id);
  auto const made = done.plan.heirs[1].key;
  auto const find = [&](std::string const& id) { return read([&](sql::Session& s) { return partners::find_organisation(s, id); }); };
  EXPECT_EQ(find(pays_).active_until + " " + find(pays_).territory, "2019-12-31 list:77142,77171");
  EXPECT_EQ(find(pays_).successor, agglo_);
  EXPECT_EQ(find(agglo_).territory, "list:77131,77142");
  EXPECT_EQ(find(made).name + " " + find(made).territory + " " + find(made).active_from, "CA nouvelle list:77171 2020-01-01");
  EXPECT_EQ(read([&](sql::Session& s) { return partners::role_in(s, anna_.agent, made); }), access::Role::adviser);
  for (auto const& heir : {agglo_, made}) {
    auto const lineage = read([&](sql::Session& s) { return partners::lineage_of(s, heir); });
    EXPECT_EQ(lineage, (std::vector<std::string>{heir, pays_})) << "each reads the conventions that go on";
  }
}

TEST_P(Territories, WhatIsOpenArrivesInTheInbox) {
  auto const need = write([&](sql::Session& s) {
    return support::hand_need(s, as(chloe_), day("2019-06-01"), esbly_, {support::Theme::premises, "Cherche un local", "", false},
                              {pays_, "", anna_.agent});
  });
  auto const given = write([&](sql::Session& s) {
    return support::hand_need(s, as(anna_), day("2019-06-01"), crecy_, {support::Theme::premises, "Un bail", "", false}, {cci_, "", ""});
  });
  auto const follow_up = write([&](sql::Session& s) {
    return support::open_follow_up(s, as(anna_), day("2019-06-01"), crecy_, {"S'agrandir", "", support::Theme::premises, "", false});
  });
  auto const reminder = write([&](sql::Session& s) {
    return support::remind(s, as(anna_), esbly_, {"Rappeler", day("2020-02-01"), anna_.agent});
  });
  carry_out(approved(split()).id);
  auto const box = read([&](sql::Session& s) { return support::need_box(s, mila_); });
  ASSERT_EQ(box.received.size(), 1U);
  EXPECT_EQ(box.received[0].id, need.id);
  auto const theirs = read([&](sql::Session& s) { return support::need_box(s, albert_); });
  ASSERT_EQ(theirs.given.size(), 1U);
  EXPECT_EQ(theirs.given[0].id, given.id);
  auto const taken = write([&](sql::Session& s) {
    return support::accept_need(s, as(mila_), day("2020-06-01"), {need.id, need.version}, "");
  });
  EXPECT_EQ(taken.taken_by, mila_.agent);
  auto const open = read([&](sql::Session& s) { return support::open_follow_ups(s, albert_, day("2020-06-01"), albert_.agent); });
  ASSERT_EQ(open.size(), 1U);
  EXPECT_EQ(open[0].follow_up.id, follow_up.id);
  auto const closed = write([&](sql::Session& s) {
    return support::close_follow_up(s, as(albert_), day("2020-06-01"), {follow_up.id, follow_up.version}, support::Outcome::helped, "");
  });
  EXPECT_EQ(closed.organisation, agglo_);
  auto const due = read([&](sql::Session& s) { return support::open_reminders(s, mila_, mila_.agent); });
  ASSERT_EQ(due.size(), 1U);
  EXPECT_EQ(due[0].id, reminder.id);
}

TEST_P(Territories, WorkStaysWithWhoDidIt) {
  auto const visit = exchange(anne_, crecy_, false, action_);
  auto const ledger = [&] {
    return read([&](sql::Session& s) { return convention::contributions_of(s, {convention_, day("2018-01-01"), day("2020-12-31"), {}}); });
  };
  auto const before = ledger();
  ASSERT_EQ(before.size(), 1U);
  carry_out(approved(split()).id);
  EXPECT_EQ(ledger(), before);
  write([&](sql::Session& s) {
    support::ExchangeFacts facts;
    facts.on = day("2019-06-01");
    facts.minutes = 30;
    facts.action = action_;
    facts.notes = "Une faute de moins";
    return support::change_exchange(s, as(albert_), day("2020-06-01"), visit, 1, facts);
  });
  EXPECT_EQ(ledger(), before) << "an heir mends the minutes, the work is the former's";
}

TEST_P(Territories, AnAmendmentIsPreparedAndNotSigned) {
  auto const change = carry_out(approved(split()).id);
  auto const amended = read([&](sql::Session& s) { return amended_by(s, change.id); });
  ASSERT_EQ(amended.size(), 1U);
  EXPECT_EQ(amended[0].convention, convention_);
  auto const text = text_of(amended[0].amendment, reader(agglo_));
  EXPECT_EQ(text.convention.status, convention::Status::draft);
  EXPECT_EQ(text.convention.keeper, agglo_) << "who took the keeper's mission on";
  std::set<std::string> parties;
  for (auto const& it : text.parties) parties.insert(it.organisation);
  EXPECT_TRUE(parties.contains(meaux_) && parties.contains(agglo_) && parties.contains(cci_));
  EXPECT_EQ(text_of(convention_, reader(meaux_)).convention.id, convention_) << "each heir reads it";
}

TEST_P(Territories, CommunesThatLeaveALivingOne) {
  auto const at_crecy = exchange(anne_, crecy_), at_esbly = exchange(anne_, esbly_), kept_in = exchange(anne_, esbly_, true);
  auto const change = carry_out(approved(move()).id);
  EXPECT_EQ(change.plan.kind, Kind::move);
  EXPECT_EQ(owner("exchange", at_crecy), pays_);
  EXPECT_EQ(owner("exchange", at_esbly), meaux_);
  EXPECT_EQ(owner("exchange", kept_in), pays_) << "what is its own affair stays with who goes on";
  EXPECT_EQ(owner("organisation", pays_, "territory"), "list:77142");
  EXPECT_EQ(level(chloe_, at_esbly), "header");
  EXPECT_EQ(level(anne_, at_esbly), "nothing") << "nothing opens it";
  EXPECT_EQ(read([&](sql::Session& s) { return partners::lineage_of(s, meaux_); }).size(), 1U) << "it speaks for nobody else";
}

// What went to Meaux goes on to a third one, of which the convention of the first still knows.
TEST_P(Territories, AnHeirHasHeirs) {
  auto const visit = exchange(anne_, esbly_), of_cci = exchange(chloe_, esbly_), at_crecy = exchange(anne_, crecy_);
  carry_out(approved(split()).id);
  Plan further;
  further.on = day("2020-03-01");
  further.formers = {{meaux_, true, "third"}};
  further.heirs = {{"third", true, "CA troisième", "intercommunality", ""}};
  auto const done = carry_out(approved(further).id);
  EXPECT_EQ(done.plan.kind, Kind::merger);
  auto const third = serving(reader(done.plan.heirs[0].key), {"77171", "77284"});
  EXPECT_EQ(level(third, visit), "content");
  EXPECT_EQ(level(third, of_cci) + " " + level(third, at_crecy), "header nothing") << "in its part alone";
  EXPECT_EQ(level(chloe_, visit), "header");
  EXPECT_EQ(owner("organisation", third.organisation, "territory"), "list:77171,77284") << "all that the former had";
}

TEST_P(Territories, SeveralMergeIntoOne) {
  Plan plan;
  plan.on = day("2020-01-01");
  plan.formers = {{pays_, true, "one"}, {meaux_, true, "one"}};
  plan.heirs = {{"one", true, "CA unie", "intercommunality", ""}};
  auto const ours = exchange(anne_, crecy_), theirs = exchange(mila_, esbly_, true);
  auto const done = carry_out(approved(plan).id);
  auto const one = serving(reader(done.plan.heirs[0].key), {"77142", "77171", "77284"});
  EXPECT_EQ(level(one, ours) + " " + level(one, theirs), "content content");
  EXPECT_EQ(owner("organisation", one.organisation, "territory"), "list:77142,77171,77284");
  EXPECT_EQ(read([&](sql::Session& s) { return partners::lineage_of(s, one.organisation); }).size(), 3U);
  EXPECT_EQ(undo(done.id).state, State::undone);
  EXPECT_EQ(owner("exchange", ours) + owner("exchange", theirs), pays_ + meaux_);
}

TEST_P(Territories, WhatChangedSinceThePreviewIsSaid) {
  auto const change = planned(split());
  auto const seal = read([&](sql::Session& s) { return seal_of(s, change); });
  territory(meaux_, "list:77284,77350");
  auto const refused = store_->write([&](sql::Session& s) { return approve(s, as(anne_), change.id, change.version, seal); });
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, "succession.seal_broken");
  EXPECT_EQ(refused.error().value("what"), "CA du Pays de Meaux");
  auto const later = approved(split());
  territory(agglo_, "list:77131,77350");
  auto const held = carry_out(later.id);
  EXPECT_EQ(held.state, State::draft) << "it is planned anew";
  EXPECT_EQ(held.why, "CA Coulommiers");
  auto plan = split();
  plan.on = day("2020-07-01");
  auto const early = carry_out_block(*store_, actor(), day("2020-06-30"), approved(plan).id);
  EXPECT_EQ(early.ok() ? "" : early.error().code, "succession.not_yet");
  EXPECT_TRUE(read([&](sql::Session& s) { return waiting(s, day("2020-06-30")); }).empty());
  EXPECT_EQ(read([&](sql::Session& s) { return waiting(s, day("2020-07-01")); }).size(), 1U);
}

TEST_P(Territories, PlansThatMakeNoSenseAreRefused) {
  auto const code = [&](Plan const& plan) { return refusal([&](sql::Session& s) { return plan_change(s, as(anne_), plan); }); };
  EXPECT_EQ(code({}), "succession.bad_plan");
  auto plan = split();
  plan.formers[0].rest = "nobody";
  EXPECT_EQ(code(plan), "succession.bad_plan");
  plan = split();
  plan.communes.push_back({pays_, "77142", meaux_});
  EXPECT_EQ(code(plan), "succession.bad_plan");
  plan = split();
  plan.communes[0].commune = "ZZ999";
  EXPECT_EQ(code(plan), "succession.bad_plan");
  plan = move();
  plan.communes.pop_back();
  EXPECT_EQ(code(plan), "succession.bad_plan") << "nothing moves";
  plan = split();
  plan.heirs[0].key = "unknown";
  EXPECT_EQ(code(plan), "partners.unknown_organisation");
}

TEST_P(Territories, ThePreviewCountsWhatPasses) {
  exchange(anne_, crecy_);
  exchange(anne_, crecy_, true);
  exchange(anne_, esbly_, true);
  auto const told = [&](Plan const& plan) {
    std::string out;
    auto const change = planned(plan);
    for (auto const& it : read([&](sql::Session& s) { return counts_of(s, change); })) {
      if (it.kind == "exchange")
        out += it.commune + ":" + (it.heir == agglo_ ? "agglo" : it.heir == meaux_ ? "meaux" : "stays") + std::to_string(it.records) + " ";
    }
    return out;
  };
  EXPECT_EQ(told(split()), "77142:agglo2 77171:meaux1 ");
  EXPECT_EQ(told(move()), ":stays2 77171:stays1 ");
  auto const touched = read([&](sql::Session& s) { return touched_by(s, planned(split())); });
  ASSERT_EQ(touched.size(), 1U);
  EXPECT_EQ(id_of(touched[0].then), "heirs_join");
  EXPECT_EQ(touched[0].joining.size(), 2U);
}

// The one who goes on works while blocks go by: an older day than the place that they have reached, a kind that they are done with.
TEST_P(Territories, WhatIsNotedBehindThePlaceThatBlocksReachedPassesToo) {
  auto const stays = exchange(anne_, crecy_), kept_in = exchange(anne_, esbly_, true);
  for (std::size_t i = 0; i <= block_records; ++i) exchange(anne_, esbly_);
  auto const noted = [&](std::string_view on) {
    support::ExchangeFacts facts;
    facts.on = day(on);
    return write([&](sql::Session& s) { return support::note_exchange(s, as(anne_), day("2020-06-01"), esbly_, facts); }).id;
  };
  auto const of_pays = [&](std::string_view commune) {
    return read([&](sql::Session& s) {
             return s.row("select count(*) as n from exchange where organisation = :pays and commune = :commune",
                          {{"pays", pays_}, {"commune", commune}});
           })
        ->integer("n");
  };
  auto const change = approved(move());
  Reached reached;
  auto const block = [&] { return carry_out_block(*store_, actor(), day("2020-06-01"), change.id, reached).value().state; };
  EXPECT_EQ(block(), State::running);
  EXPECT_EQ(of_pays("77171"), std::int64_t{block_records} + 2) << "begun";
  EXPECT_EQ(block(), State::running);
  EXPECT_EQ(of_pays("77171"), 2);
  auto const older = noted("2019-01-01");
  EXPECT_EQ(block(), State::running);
  EXPECT_EQ(owner("exchange", older), pays_) << "its turn comes at last";
  EXPECT_EQ(of_pays("77171"), 2);
  EXPECT_EQ(block(), State::running);
  EXPECT_EQ(owner("exchange", older), meaux_);
  auto const newer = noted("2020-05-01");
  while (block() == State::running) {
  }
  EXPECT_EQ(owner("exchange", newer), meaux_);
  EXPECT_EQ(of_pays("77171"), 1);
  EXPECT_EQ(owner("exchange", kept_in) == pays_ && owner("exchange", stays) == pays_, true);
}

TEST_P(Territories, WhatWasTouchedSinceIsNotUndone) {
  auto const visit = exchange(anne_, crecy_);
  auto const change = carry_out(approved(split()).id);
  support::ExchangeFacts facts;
  facts.on = day("2019-06-01");
  write([&](sql::Session& s) { return support::change_exchange(s, as(albert_), day("2020-06-01"), visit, 1, facts); });
  auto const refused = undo_block(*store_, actor(), change.id);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, "succession.changed_since");
  EXPECT_EQ(refused.error().value("what"), "exchange");
  EXPECT_EQ(owner("exchange", visit), agglo_);
}

}  // namespace
}  // namespace bassin::succession
