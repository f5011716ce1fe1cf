#include "crisis/held_of_agent.h"

#include <gmock/gmock.h>

#include <regex>
#include <set>

#include "crisis/testing/room_test_support.h"

namespace bassin::crisis {
namespace {

using sql::Session;

class HeldOfAgent : public InARoom {};
INSTANTIATE_TEST_SUITE_P(Both, HeldOfAgent, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

// Columns of the module's tables that hold the id of an agent, by their names.
TEST_P(HeldOfAgent, LooksIntoEveryTableThatNamesAgents) {
  std::string const statement(held_of_agent()[0].statement);
  std::regex const table(R"(create table (\w+) \(([^;]*))"), column(R"(\n  (agent|\w+_by) text)");
  std::size_t seen = 0;
  for (auto const& it : migrations()) {
    std::string const text(it.sqlite);
    for (std::sregex_iterator made(text.begin(), text.end(), table), end; made != end; ++made) {
      std::string const name = (*made)[1], columns = (*made)[2];
      for (std::sregex_iterator found(columns.begin(), columns.end(), column); found != end; ++found) {
        ++seen;
        std::regex const asked("from " + name + "\\b[^']*\\b" + (*found)[1].str() + " = :agent");
        EXPECT_TRUE(std::regex_search(statement, asked)) << name << "." << (*found)[1];
      }
    }
  }
  EXPECT_GT(seen, 15U);
}

TEST_P(HeldOfAgent, TellsKindsWithTheirDays) {
  enter(draw(), {{bakery_.business, "77142", Entry::inside}});
  auto const held = read([&](Session& s) { return access::read_held(s, held_of_agent(), maud_.agent); });
  ASSERT_EQ(held.size(), 1U);
  std::set<std::string> kinds;
  for (auto const& row : held[0].rows) kinds.insert(std::get<std::string>(row[0]));
  EXPECT_THAT(kinds, testing::IsSupersetOf({"crisis", "crisis_member", "crisis_zone"}));
}

}  // namespace
}  // namespace bassin::crisis
