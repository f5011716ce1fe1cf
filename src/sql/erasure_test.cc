// What was deleted is found in no file of a SQLite store.
#include "sql/erasure.h"

#include <gtest/gtest.h>

#include "base/file.h"
#include "sql/testing/throwaway_store_test_support.h"

namespace bassin::sql {
namespace {

constexpr Migration tables[] = {{1, "pieces", "create table piece (place bigint primary key, content text)", ""}};
constexpr std::string_view token = "EN-TOUTE-CONFIANCE";

bool holds_token(std::string const& folder) {
  auto& files = base::real_files();
  auto const names = files.list(folder);
  for (auto const& name : names.value()) {
    auto const bytes = files.read(folder + "/" + name);
    if (bytes.ok() && bytes->find(token) != std::string::npos) return true;
  }
  return false;
}

TEST(Erasure, LeavesNothingInTheFilesOfTheStore) {
  ThrowawayStore const place(Dialect::sqlite);
  auto const store = place.open(tables);
  std::string const filler(100'000, 'x');
  ASSERT_TRUE(store
                  ->write([&](Session& session) {
                    return session.run("insert into piece values (1, :content)", {{"content", filler + std::string(token) + filler}});
                  })
                  .ok());
  ASSERT_TRUE(holds_token(place.folder()));
  ASSERT_TRUE(store->write([](Session& session) { return session.run("delete from piece"); }).ok());
  EXPECT_TRUE(holds_token(place.folder())) << "the journal holds it until it is emptied: the test tries something";
  auto const emptied = empty_journal(*store);
  ASSERT_TRUE(emptied.ok()) << emptied.error().debug();
  EXPECT_FALSE(holds_token(place.folder()));
}

}  // namespace
}  // namespace bassin::sql
