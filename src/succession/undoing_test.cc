// A change of territory that is taken back while its heirs go on with their work, on both databases.
#include "succession/testing/territories_test_support.h"

namespace bassin::succession {
namespace {

class Undoing : public WithTerritories {
 protected:
  void change_notes(access::Reader const& who, std::string const& id, std::string const& notes) {
    support::ExchangeFacts facts;
    facts.on = day("2019-06-01");
    facts.notes = notes;
    write([&](sql::Session& s) { return support::change_exchange(s, as(who), day("2020-06-01"), id, 1, facts); });
  }
  static std::string told(base::Error const& error) { return std::string(error.code) + " " + std::string(error.value("what")); }
  std::string refused_undo(std::string const& id) {
    auto const done = undo_block(*store_, actor(), id);
    return done.ok() ? std::string(id_of(done->state)) : told(done.error());
  }
  std::string step(std::string const& id) {
    auto const done = carry_out_block(*store_, actor(), day("2020-06-01"), id);
    return done.ok() ? std::string(id_of(done->state)) : told(done.error());
  }
  void tag(access::Reader const& who, support::Subject const& about) {
    write([&](sql::Session& s) { return support::put_tag(s, as(who), about, "marché", true); });
  }
  support::Tag tag_of(access::Reader const& who) {
    for (auto const& it : read([&](sql::Session& s) { return support::tags_of(s, who); }))
      if (it.organisation == who.organisation) return it;
    throw std::runtime_error("no tag");
  }
  void delete_tag_of(access::Reader const& who) {
    auto const it = tag_of(who);
    write([&](sql::Session& s) { return support::delete_tag(s, as(who), it.id, it.version); });
  }
  std::int64_t number(std::string const& statement) {
    return read([&](sql::Session& s) { return s.row("select count(*) as n from " + statement); })->integer("n");
  }
  void state_membership(std::string const& id, std::string const& organisation) {
    write([&](sql::Session& s) {
      return s.execute(
          "insert into stated_membership (id, organisation, chamber, business, commune, since, member_number, as_of, file, version, "
          "created_at, created_by) values (:id, :organisation, 'cci', '10000000200005', '77171', '', '', '', '', 1, '', '')",
          {{"id", id}, {"organisation", organisation}});
    });
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Undoing, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Undoing, WhatChangesBetweenTheBlocksStaysWithTheHeir) {
  auto const first = exchange(anne_, crecy_), second = exchange(anne_, crecy_), other = exchange(anne_, esbly_);
  auto const change = carry_out(approved(split()).id);
  ASSERT_EQ(refused_undo(change.id), "undoing");
  change_notes(albert_, second, "Mis à jour entre-temps");
  EXPECT_EQ(undo(change.id).state, State::undone);
  EXPECT_EQ(owner("exchange", first), pays_);
  EXPECT_EQ(owner("exchange", other), pays_);
  EXPECT_EQ(owner("exchange", second), agglo_);
  EXPECT_EQ(owner("exchange", second, "notes"), "Mis à jour entre-temps");
  auto const left = read([&](sql::Session& s) { return moved_by(s, change.id); });
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(left[0].kind + " " + std::to_string(left[0].count) + " " + std::to_string(left[0].stayed), "exchange 1 1");
  EXPECT_EQ(left[0].former + left[0].heir, pays_ + agglo_);
}

// An heir that the change made would be nobody any more, and what stayed with it nobody's.
TEST_P(Undoing, AMadeHeirGoesOnWithWhatStayed) {
  auto plan = split();
  plan.heirs[1] = {"new", true, "CA nouvelle", "intercommunality", ""};
  plan.communes[1].heir = "new";
  auto const visit = exchange(anne_, esbly_);
  auto const change = carry_out(approved(plan).id);
  auto const made = change.plan.heirs[1].key;
  ASSERT_EQ(refused_undo(change.id), "undoing");
  change_notes(serving(agent_of(made, access::Role::administrator), {"77171"}), visit, "Mis à jour entre-temps");
  auto const undone = undo(change.id);
  EXPECT_EQ(owner("exchange", visit), made);
  EXPECT_EQ(read([&](sql::Session& s) { return partners::find_organisation(s, made); }).active_until, "");
  EXPECT_EQ(undone.why, "CA nouvelle");
}

TEST_P(Undoing, AnOrganisationChangedBetweenTheBlocksKeepsWhatWasWritten) {
  auto const change = carry_out(approved(split()).id);
  ASSERT_EQ(refused_undo(change.id), "undoing");
  territory(meaux_, "list:77171,77284,77350");
  auto const undone = undo(change.id);
  EXPECT_EQ(undone.why, "CA du Pays de Meaux");
  EXPECT_EQ(owner("organisation", meaux_, "territory"), "list:77171,77284,77350");
  EXPECT_EQ(owner("organisation", agglo_, "territory"), "list:77131");
  EXPECT_EQ(read([&](sql::Session& s) { return partners::find_organisation(s, pays_); }).active_until, "");
}

TEST_P(Undoing, OneAtATimeOfTheSameOrganisations) {
  exchange(anne_, crecy_);
  auto const first = approved(split());
  Plan further;
  further.on = day("2020-03-01");
  further.formers = {{meaux_, false, ""}};
  further.heirs = {{neighbour_, false, "", "", ""}};
  further.communes = {{meaux_, "77284", neighbour_}};
  auto const second = approved(further);
  ASSERT_EQ(step(first.id), "running");
  EXPECT_EQ(step(second.id), "succession.busy CA du Pays de Meaux");
  ASSERT_TRUE(carry_on(*store_, base::Instant{1'790'000'000'000}, day("2020-06-01")).ok());
  EXPECT_EQ(read([&](sql::Session& s) { return find_change(s, first.id); }).state, State::done);
  auto const held = read([&](sql::Session& s) { return find_change(s, second.id); });
  EXPECT_EQ(held.why, "CA du Pays de Meaux") << "what the first one changed is looked at again";

  auto const again = approved(further);
  ASSERT_EQ(step(again.id), "running");
  EXPECT_EQ(refused_undo(first.id), "succession.busy CA du Pays de Meaux");
  carry_out(again.id);
  EXPECT_EQ(refused_undo(first.id), "succession.changed_since CA du Pays de Meaux");
}

TEST_P(Undoing, WhatTheHeirHadAlreadyIsLookedAtToo) {
  state_membership("theirs", meaux_);
  state_membership("ours", pays_);
  auto const change = carry_out(approved(split()).id);
  write([&](sql::Session& s) { return s.execute("delete from stated_membership where id = 'theirs'", {}); });
  auto const back = undo(change.id);
  EXPECT_EQ(back.state, State::undone);
  EXPECT_EQ(read([&](sql::Session& s) { return find_change(s, change.id); }).erased, 1);
  EXPECT_EQ(number("stated_membership"), 0) << "what was erased does not come back";
}

TEST_P(Undoing, AFollowUpInWhichTheHeirTookPartIsLookedAtToo) {
  auto const made = write([&](sql::Session& s) {
    return support::open_follow_up(s, as(chloe_), day("2019-06-01"), esbly_, {"Suivi", "", support::Theme::premises, "", true});
  });
  for (auto const& [organisation, agent] : {std::pair(pays_, anna_.agent), std::pair(meaux_, mila_.agent)})
    write([&](sql::Session& s) {
      return s.execute("insert into follow_up_member (follow_up, organisation, state, referent) values (:id, :of, 'member', :who)",
                       {{"id", made.id}, {"of", organisation}, {"who", agent}});
    });
  auto const change = carry_out(approved(split()).id);
  write([&](sql::Session& s) { return support::drop_member(s, as(mila_), day("2020-06-01"), {made.id, made.version}, "", ""); });
  EXPECT_EQ(refused_undo(change.id), "succession.changed_since follow_up_member");
}

TEST_P(Undoing, ATagThatIsNoMore) {
  tag(anna_, esbly_);
  auto const change = carry_out(approved(move()).id);
  delete_tag_of(anna_);
  EXPECT_EQ(refused_undo(change.id), "succession.changed_since business_tag") << "there is nothing to come back to";
}

TEST_P(Undoing, ATagDeletedBetweenTheBlocks) {
  tag(anna_, esbly_);
  auto const visit = exchange(anne_, esbly_);
  auto const change = carry_out(approved(move()).id);
  ASSERT_EQ(refused_undo(change.id), "undoing");
  delete_tag_of(anna_);
  EXPECT_EQ(undo(change.id).state, State::undone);
  EXPECT_EQ(owner("exchange", visit), pays_);
  EXPECT_EQ(number("business_tag"), 1) << "it stays with the heir";
  EXPECT_EQ(number("tag where organisation = '" + meaux_ + "'"), 1);
}

TEST_P(Undoing, ACopyDeletedWhileItIsFilled) {
  for (int i = 0; i < 260; ++i) tag(anna_, {"2000000" + std::to_string(1'000'000 + i), "77171"});
  auto const change = approved(move());
  ASSERT_EQ(step(change.id) + step(change.id), "runningrunning");
  delete_tag_of(mila_);
  EXPECT_EQ(number("inherited_word"), 0);
  EXPECT_EQ(carry_out(change.id).state, State::done);
  EXPECT_EQ(number("business_tag"), 10) << "under another copy";
}

TEST_P(Undoing, AWordPutAgainMeanwhile) {
  tag(anna_, esbly_);
  auto const list = write([&](sql::Session& s) { return support::create_portfolio(s, as(anne_), "À voir", ""); });
  write([&](sql::Session& s) { return support::put_in_portfolio(s, as(anne_), list.id, esbly_); });
  auto const change = carry_out(approved(move()).id);
  tag(anna_, esbly_);
  EXPECT_EQ(undo(change.id).state, State::undone);
  EXPECT_EQ(number("business_tag"), 1);
  EXPECT_EQ(number("tag"), 1);
  EXPECT_EQ(number("inherited_word"), 0);
}

TEST_P(Undoing, OneThatIsUnderWayIsTakenBackToo) {
  for (int i = 0; i < 260; ++i) exchange(anne_, i % 2 == 0 ? crecy_ : esbly_);
  tag(anna_, esbly_);
  auto const held = dump();
  auto const change = approved(split());
  ASSERT_EQ(step(change.id) + step(change.id), "runningrunning");
  EXPECT_EQ(undo(change.id).state, State::undone);
  EXPECT_EQ(dump(), held);
  auto const again = approved(split());
  ASSERT_EQ(step(again.id) + step(again.id), "runningrunning");
  auto const moved = read([&](sql::Session& s) {
    return s.row("select record from territory_change_move where change = :id order by record limit 1", {{"id", again.id}});
  });
  auto const id = moved->text("record");
  change_notes(owner("exchange", id) == agglo_ ? albert_ : mila_, id, "Mis à jour entre-temps");
  EXPECT_EQ(undo(again.id).state, State::undone) << "what was changed stays with the heir: it cannot go on, and must not be stuck";
  EXPECT_NE(owner("exchange", id), pays_);
  EXPECT_EQ(number("exchange where organisation = '" + pays_ + "'"), 259);
}

TEST_P(Undoing, PlansThatWouldNeverEndAreRefused) {
  auto const refused = [&](Plan const& plan) {
    auto const done = store_->write([&](sql::Session& s) { return plan_change(s, as(anne_), plan); });
    return done.ok() ? "" : told(done.error());
  };
  Plan plan;
  plan.on = day("2020-01-01");
  plan.formers = {{pays_, false, ""}, {meaux_, false, ""}};
  plan.heirs = {{meaux_, false, "", "", ""}, {pays_, false, "", "", ""}};
  plan.communes = {{pays_, "77171", meaux_}, {meaux_, "77171", pays_}};
  EXPECT_EQ(refused(plan), "succession.exchanged Esbly");
  plan.communes[1].commune = "77284";
  EXPECT_EQ(refused(plan), "") << "one for another";
  auto const since = [&](std::string const& organisation, std::string const& iso) {
    partners::OrganisationValues values;
    values.active_from = iso;
    write([&](sql::Session& s) { return partners::change_organisation(s, actor(), organisation, values); });
  };
  auto const change = planned(split());
  since(pays_, "2020-01-01");
  EXPECT_EQ(refused(split()), "succession.too_early CC du Pays Créçois");
  auto const seal = store_->read([&](sql::Session& s) { return seal_of(s, change); });
  EXPECT_EQ(seal.ok() ? "" : std::string(seal.error().code), "succession.too_early") << "nor previewed";
  since(pays_, "");
  since(meaux_, "2020-01-02");
  EXPECT_EQ(refused(split()), "succession.too_early CA du Pays de Meaux");
  since(meaux_, "2020-01-01");
  EXPECT_EQ(refused(split()), "") << "an heir that begins on that day";
}

// The day is no longer one on which it can be done: a draft again, and not an error for ever.
TEST_P(Undoing, AnApprovedOneThatCannotBeDoneAnyMoreIsADraftAgain) {
  auto const change = approved(split());
  partners::OrganisationValues values;
  values.active_from = "2020-02-01";
  write([&](sql::Session& s) { return partners::change_organisation(s, actor(), pays_, values); });
  auto const held = carry_out(change.id);
  EXPECT_EQ(held.state, State::draft);
  EXPECT_EQ(held.why, "CC du Pays Créçois");
}

}  // namespace
}  // namespace bassin::succession
