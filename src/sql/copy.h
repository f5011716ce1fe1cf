// Everything that a store holds, carried to another one.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "sql/migration.h"

namespace bassin::sql {

struct TableContent {
  std::string name;
  std::uint64_t rows = 0;
  std::uint64_t checksum = 0;  // of all values, in whatever order the rows lie; the same on both databases
  friend bool operator==(TableContent const&, TableContent const&) = default;
};

// Of one state of the store; the tables by name, without the records of this module. Reads everything.
[[nodiscard]] base::Result<std::vector<TableContent>> content(Store& store);

enum class WhileCopying : std::uint8_t {
  others_may_write,  // what is written to `from` after the copy began is not in it
  nobody_writes,     // refused at the end where somebody did
};

// Carries one state of `from` over, in one transaction, brings `to` to the level of `from` before and to that of the program after, reads
// back what was written and compares. `to` holds no rows, but for those that the migrations of a new store put there. A trigger may fill an
// index, never a table that is copied. A copy that was cut off may be begun again. Errors, beside those of Session and migrate():
// "sql.not_empty" (store), "sql.other_level" (store): `to` has tables of a level that is not on the way; "sql.cannot_copy" (table),
// "sql.copy_differs" (table), "sql.changed_meanwhile" (store).
[[nodiscard]] base::Result<std::vector<TableContent>> copy(Store& from, Store& to, std::span<Migration const> migrations,
                                                           WhileCopying promise);

}  // namespace bassin::sql
