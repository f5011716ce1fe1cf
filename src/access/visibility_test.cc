#include "access/visibility.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <vector>

#include "access/reader.h"
#include "sql/store.h"
#include "sql/testing/throwaway_store_test_support.h"

namespace bassin::access {
namespace {

Reader member(std::string organisation, std::vector<std::string> communes) {
  Reader reader;
  reader.standing = Reader::Standing::member;
  reader.organisation = std::move(organisation);
  reader.communes = std::make_shared<std::vector<std::string> const>(std::move(communes));
  return reader;
}

class Visibility : public testing::TestWithParam<sql::Dialect> {};
INSTANTIATE_TEST_SUITE_P(Both, Visibility, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

// Every reader, record and place: what the function says, what the condition says, and what is meant.
TEST_P(Visibility, TheConditionSaysWhatTheFunctionSays) {
  sql::ThrowawayStore const place(GetParam());
  auto const store = place.open();
  auto unfinished = member("epci", {"77142"});
  unfinished.standing = Reader::Standing::unfinished;
  Reader nowhere = member("epci", {});
  nowhere.communes = nullptr;
  std::vector<Reader> const readers = {member("epci", {"77142", "77171"}), member("cma", {"2A004", "77142"}), nowhere, unfinished,
                                       Reader{}};
  std::size_t seen = 0;
  for (auto const& reader : readers) {
    for (auto const* const organisation : {"epci", "cma", "neighbour", ""}) {
      for (auto const* const commune : {"77142", "77171", "2A004", "77", ""}) {
        for (bool const shared : {false, true}) {
          auto values = visibility_values(reader);
          values.emplace_back("o", organisation);
          values.emplace_back("c", commune);
          values.emplace_back("s", shared ? 1 : 0);
          static std::string const statement = fmt::format(
              "select count(*) as n from (select cast(:o as text) as o, cast(:c as text) as c, cast(:s as bigint) as s) r where {}",
              visible_sql("r.o", "r.s", "r.c"));
          auto const row = store->read([&](sql::Session& session) { return session.row(statement, sql::Session::Values(values)); });
          ASSERT_TRUE(row.ok()) << row.error().debug();
          bool const by_function = visible(reader, {organisation, shared, commune});
          // A record always has an organisation and a place; where one is empty the function is the stricter.
          if (*organisation != '\0' && *commune != '\0') {
            EXPECT_EQ((*row)->integer("n") == 1, by_function) << reader.organisation << " " << organisation << " " << commune << shared;
          }
          seen += by_function ? 1 : 0;
        }
      }
    }
  }
  // own: 3 members (two of epci) x 5 places x 2; of others, shared: epci 3 x 2 places, cma 3 x 2 places
  EXPECT_EQ(seen, 30U + 12U);
}

TEST(MayChange, TheAgentAndWhoRunsTheOrganisation) {
  auto reader = member("epci", {});
  reader.agent = "anne";
  reader.role = Role::adviser;
  EXPECT_TRUE(may_change(reader, "epci", "anne"));
  EXPECT_FALSE(may_change(reader, "epci", "alain"));
  EXPECT_FALSE(may_change(reader, "cma", "anne"));
  reader.role = Role::coordinator;
  EXPECT_TRUE(may_change(reader, "epci", "alain"));
  EXPECT_FALSE(may_change(reader, "cma", "alain"));
}

}  // namespace
}  // namespace bassin::access
