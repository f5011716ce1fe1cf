#include <gtest/gtest.h>

#include "partners/agent.h"
#include "partners/held_of_agent.h"
#include "retention/reads.h"
#include "retention/settings.h"
#include "retention/testing/work_test_support.h"
#include "support/held_of_agent.h"

namespace bassin::retention {
namespace {

class Names : public WithYearsOfWork {
 protected:
  std::string name_of(std::string const& agent) {
    auto const names = read([&](sql::Session& s) { return partners::agent_names(s, {agent}); });
    auto const found = names.find(agent);
    return found == names.end() ? "" : found->second;
  }
  std::size_t times_in_store(std::string const& word) {
    auto const row = read([&](sql::Session& s) {
      return s.row(
          "select (select count(*) from agent where name like :word or email like :word or email_folded like :word) + (select "
          "count(*) from audit where before_values like :word or after_values like :word or note like :word) as n",
          {{"word", "%" + word + "%"}});
    });
    return static_cast<std::size_t>(row->integer("n"));
  }
  std::uint64_t forget(std::string const& today) {
    auto const done = forget_old_names(*store_, day(today));
    if (!done.ok()) throw std::runtime_error(done.error().debug());
    return *done;
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Names, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Names, OfAgentsWhoLeftAreForgottenFiveYearsLater) {
  auto const gone = write([&](sql::Session& s) {
    return partners::add_agent(s, actor(), {"plantee@exemple.fr", "Zéphyrine Plantée", "active", false, ""});
  });
  write([&](sql::Session& s) { return partners::add_membership(s, actor(), gone.id, pays_, access::Role::adviser); });
  write([&](sql::Session& s) {
    auto leaving = actor();
    leaving.at = at(anne_, "2026-11-28").actor.at;
    return partners::leave(s, leaving, {gone.id, pays_, ""}, {}, false);
  });
  auto const exchange_by = anne_.agent;
  EXPECT_GT(times_in_store("lant"), 0U);
  EXPECT_EQ(forget("2031-11-28"), 0U) << "not on the day itself";
  EXPECT_EQ(name_of(gone.id), "Zéphyrine Plantée");
  EXPECT_EQ(forget("2031-11-30"), 1U);
  EXPECT_EQ(forget("2031-11-30"), 0U);
  EXPECT_EQ(name_of(gone.id), "");
  EXPECT_EQ(times_in_store("lant"), 0U) << "neither name nor address, in the trail neither";
  EXPECT_NE(name_of(exchange_by), "") << "who is there stays";
  auto const again = write([&](sql::Session& s) {
    return partners::add_agent(s, actor(), {"plantee@exemple.fr", "Zéphyrine Plantée", "active", false, ""});
  });
  EXPECT_NE(again.id, gone.id) << "who comes back is somebody new";
}

TEST_P(Names, OfWhoWasInvitedAndNeverCameAreForgottenToo) {
  auto const invited = write([&](sql::Session& s) { return partners::add_agent(s, actor(), {"plantee@exemple.fr", "Zéphyrine Plantée"}); });
  write([&](sql::Session& s) {
    return s.run(
        "insert into invitation (id, token_hash, agent, organisation, role, created_at, expires_at) values ('i1', 'h1', :agent, "
        ":organisation, 'adviser', '2026-01-01T00:00:00.000Z', '2026-01-08T00:00:00.000Z')",
        {{"agent", invited.id}, {"organisation", pays_}});
  });
  EXPECT_EQ(forget("2031-01-07"), 0U);
  EXPECT_EQ(forget("2031-01-09"), 1U);
  EXPECT_EQ(times_in_store("lant"), 0U);
}

TEST_P(Names, WhatIsHeldOfAnAgentIsTheirsAlone) {
  exchange(anne_, {"10000000100010", "77142"}, "2026-10-01");
  exchange(carole_, {"10000000100011", "77142"}, "2026-10-02");
  for (auto const& [agent, first] : {std::pair(anne_.agent, "2026-10-01"), std::pair(carole_.agent, "2026-10-02")}) {
    std::map<std::string, access::HeldPart> parts;
    for (auto const some : {partners::held_of_agent(), support::held_of_agent(), held_reads(), access::held_in_trail()}) {
      auto const found = read([&](sql::Session& s) { return access::read_held(s, some, agent); });
      for (auto const& part : found) EXPECT_TRUE(parts.emplace(part.part, part).second) << part.part;
    }
    ASSERT_EQ(parts["account"].rows.size(), 1U);
    ASSERT_FALSE(parts["written"].rows.empty());
    bool seen = false;
    for (auto const& row : parts["written"].rows) {
      if (std::get<std::string>(row[0]) != "exchange") continue;
      seen = true;
      EXPECT_EQ(std::get<std::int64_t>(row[2]), 1);
      EXPECT_EQ(std::get<std::string>(row[3]), first);
    }
    EXPECT_TRUE(seen);
  }
}

}  // namespace
}  // namespace bassin::retention
