// Stores for tests, on both databases.
//
//   class Teams : public testing::TestWithParam<sql::Dialect> { sql::ThrowawayStore place_{GetParam()}; … place_.open() … };
//   INSTANTIATE_TEST_SUITE_P(Both, Teams, testing::ValuesIn(sql::both_dialects), sql::dialect_name);
#pragma once

#include <iosfwd>
#include <memory>
#include <string>

#include "sql/migration.h"
#include "sql/store.h"

namespace bassin::sql {

inline constexpr Dialect both_dialects[] = {Dialect::sqlite, Dialect::postgresql};

// "Sqlite", "Postgresql": for the names of parameterised tests.
[[nodiscard]] std::string name_of(Dialect dialect);
void PrintTo(Dialect dialect, std::ostream* out);
inline constexpr auto dialect_name = [](auto const& info) { return name_of(info.param); };

// An empty place of its own, gone with this object: a file in a temporary folder, or a database on the PostgreSQL of the tests
// (the file BASSIN_TEST_POSTGRESQL says where; without one the test fails).
class ThrowawayStore {
 public:
  explicit ThrowawayStore(Dialect dialect);
  ~ThrowawayStore();
  ThrowawayStore(ThrowawayStore const&) = delete;
  ThrowawayStore& operator=(ThrowawayStore const&) = delete;

  [[nodiscard]] std::string const& url() const { return url_; }
  [[nodiscard]] std::string const& folder() const { return folder_; }  // for files of the test
  // Ends the process with a message where it cannot be opened or migrated.
  [[nodiscard]] std::unique_ptr<Store> open(std::span<Migration const> migrations = {}) const;
  [[nodiscard]] std::unique_ptr<Store> open(Settings settings, std::span<Migration const> migrations) const;

 private:
  std::string folder_;
  std::string database_;  // of PostgreSQL; "" : SQLite
  std::string url_;
};

// A statement of an administrator on the PostgreSQL of the tests.
void administer_postgresql(std::string const& statement);

}  // namespace bassin::sql
