// The address of a store.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "sql/dialect.h"

namespace bassin::sql {

struct Address {
  Dialect dialect = Dialect::sqlite;
  std::string target;  // the path of the file, or the whole address
  std::string shown;   // without a password
};

// Errors: "sql.bad_url" ().
[[nodiscard]] base::Result<Address> parse_url(std::string_view url);

}  // namespace bassin::sql
