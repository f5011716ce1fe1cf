// SQLite to SQLite, page by page, by its online backup.
#pragma once

#include "base/result.h"
#include "sql/internal/sqlite.h"

namespace bassin::sql {

// One state of `from` in place of everything in `to`, in one transaction of `to`. Others may read and write both.
[[nodiscard]] base::Result<void> copy_pages(SqliteConnection& from, SqliteConnection& to, std::chrono::milliseconds patience);

}  // namespace bassin::sql
