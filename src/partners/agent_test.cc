// Organisations, roles, absence and leaving, on both databases; what a reader may do follows.
#include "partners/agent.h"

#include "partners/people_test_support.h"
#include "partners/reader_cache.h"
#include "partners/set_up.h"

namespace bassin::partners {
namespace {

using access::Reader;
using access::Role;
using base::Error;
using base::Result;

class AgentTest : public People {
 protected:
  std::string cci_ = organisation("CCI"), cma_ = organisation("CMA", "cma");
  std::string root_ = agent("root@cci.fr", cci_, Role::administrator, true);
  std::string ann_ = agent("ann@cci.fr", cci_, Role::adviser);
  std::string bob_ = agent("bob@cci.fr", cci_, Role::adviser);

  std::string left(std::string const& agent, std::string const& of, std::string const& to = "", std::vector<HandOverHook> const& hooks = {},
                   bool even_last = false) {
    return code_of(write([&](sql::Session& session) { return leave(session, actor(), {agent, of, to}, hooks, even_last); }));
  }
  std::int64_t count(std::string const& table, std::string const& agent) {
    return store_
        ->read([&](sql::Session& session) {
          return session.row("select count(*) as n from " + table + " where agent = :agent", {{"agent", agent}});
        })
        .value()
        ->integer("n");
  }
};

TEST_P(AgentTest, OneAddressIsOneAccount) {
  auto const again = write([&](sql::Session& session) { return add_agent(session, actor(), {"ANN@CCI.fr", "Other Ann"}); });
  EXPECT_EQ(code_of(again), "partners.known_email");
  EXPECT_EQ(code_of(write([&](sql::Session& session) { return add_membership(session, actor(), ann_, cci_, Role::elected); })),
            "partners.known_member");
}

TEST_P(AgentTest, WhoLeavesOneOrganisationKeepsTheOther) {
  ASSERT_TRUE(write([&](sql::Session& session) { return add_membership(session, actor(), ann_, cma_, Role::analyst); }).ok());
  auto const secret = in("ann@cci.fr");
  EXPECT_EQ(left(ann_, cci_), "");
  EXPECT_EQ(step(secret), "out") << "that session acted for it";
  auto const again = in("ann@cci.fr");
  EXPECT_EQ(state_of(desk_, again).value()->organisation->organisation, cma_);
  EXPECT_EQ(left(ann_, cma_), "");
  EXPECT_EQ(code_of(sign_in(desk_, "ann@cci.fr", password, visitor_)), "partners.sign_in");
  EXPECT_EQ(count("password", ann_) + count("session", ann_), 0);
}

TEST_P(AgentTest, WhatOneHeldIsHandedOverInTheSameTransaction) {
  HandOver seen;
  std::vector<HandOverHook> const hooks = {[&seen](sql::Session&, Actor const&, HandOver const& what) -> Result<void> {
    seen = what;
    return {};
  }};
  EXPECT_EQ(left(ann_, cci_, bob_, hooks), "");
  EXPECT_EQ(seen.to, bob_);
  std::vector<HandOverHook> const failing = {
      [](sql::Session&, Actor const&, HandOver const&) -> Result<void> { return Error("test.failed"); }};
  EXPECT_EQ(left(bob_, cci_, "", failing), "test.failed");
  EXPECT_TRUE(*store_->read([&](sql::Session& session) { return role_in(session, bob_, cci_); }).value() == Role::adviser);
  EXPECT_EQ(left(bob_, cci_, ann_), "partners.unknown_agent") << "who left takes nothing over";
  EXPECT_EQ(left(bob_, cci_, bob_), "partners.unknown_agent");
}

TEST_P(AgentTest, AnAdministratorIsLeft) {
  EXPECT_EQ(left(root_, cci_), "partners.last_administrator");
  auto const lowered = write([&](sql::Session& session) { return change_role(session, actor(), root_, cci_, Role::elected, false); });
  EXPECT_EQ(code_of(lowered), "partners.last_administrator");
  EXPECT_EQ(left(root_, cci_, "", {}, true), "partners.last_administrator") << "nobody else runs the installation";
  ASSERT_TRUE(write([&](sql::Session& session) { return set_installation(session, actor(), ann_, true); }).ok());
  EXPECT_EQ(left(root_, cci_, "", {}, true), "");
}

TEST_P(AgentTest, WhoBecomesAdministratorSignsInAnew) {
  auto const secret = in("ann@cci.fr");
  ASSERT_TRUE(write([&](sql::Session& session) { return change_role(session, actor(), ann_, cci_, Role::administrator, false); }).ok());
  EXPECT_EQ(step(secret), "out");
  EXPECT_EQ(step(sign_in(desk_, "ann@cci.fr", password, visitor_).value()), "enrol_second_factor");
}

TEST_P(AgentTest, ASubstituteIsAColleague) {
  auto const absent = [&](Absence const& absence) {
    return code_of(write([&](sql::Session& session) { return set_absence(session, actor(), ann_, cci_, absence); }));
  };
  auto const zoe = agent("zoe@cma.fr", cma_, Role::adviser);
  EXPECT_EQ(absent({"2026-12-01", "2026-12-24", zoe}), "partners.unknown_agent");
  EXPECT_EQ(absent({"2026-12-01", "2026-11-24", bob_}), "partners.bad_value");
  EXPECT_EQ(absent({"2026-12-01", "2026-12-24", ann_}), "partners.bad_value");
  EXPECT_EQ(absent({"2026-12-01", "2026-12-24", bob_}), "");
  auto const people = store_->read([&](sql::Session& session) { return colleagues_of(session, cci_); }).value();
  ASSERT_EQ(people.size(), 3U);
  EXPECT_EQ(people[0].absence->substitute, bob_);
  EXPECT_FALSE(people[1].absence.has_value());
}

TEST_P(AgentTest, TeamsHoldMembersOfTheirOrganisation) {
  TeamValues values;
  values.name = "Commerce";
  values.themes = {"commerce", "artisanat"};
  values.agents = {ann_, bob_};
  auto const team = write([&](sql::Session& session) { return add_team(session, actor(), cci_, values); }).value();
  EXPECT_EQ(team.agents.size(), 2U);
  EXPECT_EQ(team.themes[1], "artisanat");
  values.agents = {agent("zoe@cma.fr", cma_, Role::adviser)};
  EXPECT_EQ(code_of(write([&](sql::Session& session) { return change_team(session, actor(), team.id, values); })),
            "partners.unknown_agent");
  EXPECT_EQ(left(ann_, cci_), "");
  EXPECT_EQ(store_->read([&](sql::Session& session) { return find_team(session, team.id); }).value().agents,
            std::vector<std::string>{bob_});
}

TEST_P(AgentTest, AnOrganisationThatIsOverGivesNoRole) {
  auto const secret = in("ann@cci.fr");
  OrganisationValues over;
  over.active_until = "2026-11-20";
  over.successor = cma_;
  ASSERT_TRUE(write([&](sql::Session& session) { return change_organisation(session, actor(), cci_, over); }).ok());
  ReaderCache cache(desk_, [](std::string const&) { return nullptr; });
  auto const reader = cache.load(secret, Use::by_hand).value();
  EXPECT_EQ(reader.standing, Reader::Standing::unfinished);
  EXPECT_TRUE(access::needs_of(reader).empty());
}

TEST_P(AgentTest, TheStoreIsAskedAgainAfterTenSecondsOrWhenToldTo) {
  auto const secret = in("ann@cci.fr");
  ReaderCache cache(desk_,
                    [](std::string const&) { return std::make_shared<std::vector<std::string> const>(std::vector<std::string>{"77142"}); });
  EXPECT_FALSE(cache.known(secret, Use::by_hand).has_value());
  EXPECT_EQ(cache.load(secret, Use::by_hand)->communes->size(), 1U);
  EXPECT_EQ(cache.known(secret, Use::by_hand)->agent, ann_);
  ASSERT_TRUE(sign_out(desk_, secret, visitor_).ok());  // as on another node
  wait(9);
  EXPECT_EQ(cache.known(secret, Use::by_hand)->standing, Reader::Standing::member);
  wait(1);
  EXPECT_FALSE(cache.known(secret, Use::by_hand).has_value());
  EXPECT_EQ(cache.load(secret, Use::by_hand)->standing, Reader::Standing::stranger);
  EXPECT_EQ(cache.known(secret, Use::by_hand)->standing, Reader::Standing::stranger);
  cache.forget();
  EXPECT_FALSE(cache.known(secret, Use::by_hand).has_value());
  EXPECT_EQ(cache.known("", Use::by_hand)->standing, Reader::Standing::stranger);
  EXPECT_EQ(cache.known("not a secret", Use::by_hand)->standing, Reader::Standing::stranger);
}

TEST_P(AgentTest, EveryChangeIsInTheTrail) {
  auto const before = store_->read([](sql::Session& session) { return access::audit_trail(session, {.limit = 1000}); }).value().size();
  EXPECT_EQ(left(ann_, cci_, bob_), "");
  auto const rows = store_->read([](sql::Session& session) { return access::audit_trail(session, {.limit = 1000}); }).value();
  ASSERT_EQ(rows.size(), before + 2);
  EXPECT_EQ(rows[0].action, "agent.gone");
  EXPECT_EQ(rows[1].action, "agent.left");
  for (auto const& row : rows) EXPECT_EQ((row.before + row.after).find("argon2"), std::string::npos);
}

TEST_P(AgentTest, AnInstallationIsSetUpOnce) {
  FirstRun first;
  first.organisation.name = "Pays";
  first.organisation.kind = "intercommunality";
  first.email = "first@pays.fr";
  first.name = "First";
  first.password = "une phrase que je retiens";
  EXPECT_EQ(code_of(set_up(*store_, actor(), first, desk_.policy.cost)), "partners.set_up");
}

INSTANTIATE_TEST_SUITE_P(Both, AgentTest, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

}  // namespace
}  // namespace bassin::partners
