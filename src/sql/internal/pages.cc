#include "sql/internal/pages.h"

#include <thread>

namespace bassin::sql {

using base::Result;

Result<void> copy_pages(SqliteConnection& from, SqliteConnection& to, std::chrono::milliseconds patience) {
  auto* const copying = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
  if (copying == nullptr) return to.failure("backup");
  auto const deadline = std::chrono::steady_clock::now() + patience;
  constexpr int every_page = -1;  // in one step: one state, whatever is written meanwhile
  int step = SQLITE_BUSY;
  for (;;) {
    step = sqlite3_backup_step(copying, every_page);
    bool const in_the_way = step == SQLITE_BUSY || step == SQLITE_LOCKED;
    if (!in_the_way || std::chrono::steady_clock::now() > deadline) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  int const done = sqlite3_backup_finish(copying);
  if (step == SQLITE_DONE && done == SQLITE_OK) return {};
  return to.failure(done == SQLITE_OK ? step : done, "backup");
}

}  // namespace bassin::sql
