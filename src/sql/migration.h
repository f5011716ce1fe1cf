// Numbered steps that bring the tables of a store to what the program needs; forward only.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace bassin::sql {

class Store;

// One or more statements each. A migration that was released never changes: a checksum of both texts is recorded with it. For both
// databases from one text: `bigint` for integers (`integer` is 32 bits on PostgreSQL), `double precision`, `text`; no column that
// counts by itself.
struct Migration {
  // Each module has a block: access 100-, partners 200-, jobs 300-, support 400-, letters 471-479, convention 500-, retention 600-.
  int number = 0;
  std::string_view name;
  std::string_view sqlite;
  std::string_view postgresql;  // "": as on SQLite
};

// Brings the store to all of these, which are sorted by number, each in a transaction of its own. Returns the numbers that were run. Two
// programs may do so at once: each migration runs once. Errors, beside those of Session: "sql.newer_store" (store, number): a newer
// program has been here; "sql.changed_migration" (store, number, name).
[[nodiscard]] base::Result<std::vector<int>> migrate(Store& store, std::span<Migration const> migrations);

// The numbers that migrate() would run. Errors as above. Changes nothing.
[[nodiscard]] base::Result<std::vector<int>> pending(Store& store, std::span<Migration const> migrations);

}  // namespace bassin::sql
