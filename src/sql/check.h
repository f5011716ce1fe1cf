// Whether a store is whole.
#pragma once

#include "base/result.h"

namespace bassin::sql {

class Store;

// Reads the whole of a SQLite store: its pages, its indexes, and what refers to what. On PostgreSQL that is the database's own care, and
// only what refers to what was always looked at. Error: "sql.damaged" (store, reason).
[[nodiscard]] base::Result<void> check(Store& store);

}  // namespace bassin::sql
