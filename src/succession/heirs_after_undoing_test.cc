// What heirs are once a change of territory is taken back, and what two had both, on both databases.
#include "succession/testing/territories_test_support.h"

namespace bassin::succession {
namespace {

class HeirsAfterUndoing : public WithTerritories {
 protected:
  Plan with(Heir const& heir) {
    auto plan = split();
    plan.heirs[1] = heir;
    plan.communes[1].heir = heir.key;
    return plan;
  }
  Plan with_new() { return with({"new", true, "CA nouvelle", "intercommunality", ""}); }
  access::Reader of(std::string const& organisation) {
    return serving(agent_of(organisation, access::Role::administrator), {"77142", "77171"});
  }
  std::string last_day(std::string const& id) {
    return read([&](sql::Session& s) { return partners::find_organisation(s, id); }).active_until;
  }
  void execute(std::string const& statement, std::string const& id) {
    write([&](sql::Session& s) { return s.execute(statement, {{"id", id}}); });
  }
  State turn_round(std::string const& id) { return undo_block(*store_, actor(), id).value().state; }
  std::int64_t number(std::string const& statement) {
    return read([&](sql::Session& s) { return s.row("select count(*) as n from " + statement); })->integer("n");
  }
  // Both end, and Coulommiers has it all.
  Plan of_two(std::string const& other) {
    territory(other, "list:77350");
    Plan plan;
    plan.on = day("2020-01-01");
    plan.formers = {{pays_, true, agglo_}, {other, true, agglo_}};
    plan.heirs = {{agglo_, false, "", "", ""}};
    plan.communes = {{pays_, "77142", agglo_}, {pays_, "77171", agglo_}, {other, "77350", agglo_}};
    return plan;
  }
};
INSTANTIATE_TEST_SUITE_P(Both, HeirsAfterUndoing, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(HeirsAfterUndoing, AMadeOneGoesOnWithItsOwnWork) {
  auto const visit = exchange(anne_, esbly_);
  auto const change = carry_out(approved(with_new()).id);
  auto const made = change.plan.heirs[1].key;
  auto const own = exchange(of(made), esbly_);
  auto const undone = undo(change.id);
  EXPECT_EQ(owner("exchange", visit) + owner("exchange", own), pays_ + made);
  EXPECT_EQ(last_day(made), "");
  EXPECT_EQ(undone.why, "CA nouvelle");
}

TEST_P(HeirsAfterUndoing, OneThatLivesAgainGoesOnWithWhatStays) {
  auto const visit = exchange(anne_, esbly_);
  auto const first = carry_out(approved(with_new()).id);
  auto const made = first.plan.heirs[1].key;
  EXPECT_EQ(undo(first.id).why, "");
  ASSERT_NE(last_day(made), "");
  partners::OrganisationValues ended;
  ended.active_until = "2020-03-01";  // before the day of the tests, which undoing does not know
  write([&](sql::Session& s) { return partners::change_organisation(s, actor(), made, ended); });
  auto const again = carry_out(approved(with({made, false, "", "", ""})).id);
  ASSERT_EQ(last_day(made), "");
  ASSERT_EQ(turn_round(again.id), State::undoing);
  execute("update exchange set version = version + 1 where id = :id", visit);
  EXPECT_EQ(undo(again.id).why, "CA nouvelle");
  EXPECT_EQ(owner("exchange", visit), made);
  EXPECT_EQ(last_day(made), "");
}

// More than a block of each.
TEST_P(HeirsAfterUndoing, WhatTwoHadBothComesBackToBoth) {
  auto const other = organisation("SIVOM", "intercommunality");
  auto const olga = agent_of(other, access::Role::administrator);
  auto const state = [&](std::string const& id, std::string const& organisation, int business) {
    execute(
        "insert into stated_membership (id, organisation, chamber, business, commune, since, member_number, as_of, file, version, "
        "created_at, created_by) values (:id, '" +
            organisation + "', 'cci', '" + std::to_string(business) + "', '77171', '', '', '', '', 1, '', '')",
        id);
  };
  auto const join = [&](std::string const& id, std::string const& organisation, std::string const& agent) {
    execute("insert into follow_up_member (follow_up, organisation, state, referent) values (:id, '" + organisation + "', 'member', '" +
                agent + "')",
            id);
  };
  for (int i = 0; i < 140; ++i) {
    state("a" + std::to_string(1'000 + i), i % 2 == 0 ? pays_ : other, i);
    state("b" + std::to_string(1'000 + i), i % 2 == 0 ? other : pays_, i);
    support::Subject const about{"2000000" + std::to_string(1'000'000 + i), "77171"};
    auto const made = write([&](sql::Session& s) {
      return support::open_follow_up(s, as(chloe_), day("2019-06-01"), about, {"Suivi", "", support::Theme::premises, "", true});
    });
    join(made.id, pays_, anna_.agent);
    if (i > 0) join(made.id, other, olga.agent);
  }
  auto const plan = of_two(other);
  auto const held = dump();
  auto const change = carry_out(approved(plan).id);
  ASSERT_EQ(number("stated_membership"), 140);
  EXPECT_EQ(undo(change.id).state, State::undone);
  EXPECT_TRUE(read([&](sql::Session& s) { return moved_by(s, change.id); }).empty());
  EXPECT_EQ(number("stated_membership"), 280);
  EXPECT_EQ(dump(), held);
}

TEST_P(HeirsAfterUndoing, WhatTheFormerPutsBackMeanwhilePassesAgain) {
  auto const tag = [&] { write([&](sql::Session& s) { return support::put_tag(s, as(anna_), esbly_, "marché", true); }); };
  tag();
  auto const change = approved(move());
  for (int step = 0; step < 2; ++step)
    ASSERT_EQ(carry_out_block(*store_, actor(), day("2020-06-01"), change.id).value().state, State::running);
  ASSERT_EQ(number("business_tag b join tag t on t.id = b.tag where t.organisation = '" + meaux_ + "'"), 1);
  tag();
  EXPECT_EQ(carry_out(change.id).state, State::done);
  EXPECT_EQ(number("business_tag"), 1);
  EXPECT_EQ(undo(change.id).state, State::undone);
  EXPECT_EQ(number("business_tag b join tag t on t.id = b.tag where t.organisation = '" + pays_ + "'"), 1);
  EXPECT_EQ(number("business_tag"), 1);
}

TEST_P(HeirsAfterUndoing, NothingStaysOfWhatWasErasedMeanwhile) {
  auto const visit = exchange(anne_, esbly_);
  auto const change = carry_out(approved(split()).id);
  ASSERT_EQ(turn_round(change.id), State::undoing);
  execute("delete from exchange where id = :id", visit);
  EXPECT_EQ(undo(change.id).state, State::undone);
  EXPECT_TRUE(read([&](sql::Session& s) { return moved_by(s, change.id); }).empty());
}

}  // namespace
}  // namespace bassin::succession
