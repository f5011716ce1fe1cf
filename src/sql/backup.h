// A store in one file: a SQLite database that holds everything, and what is known of its making.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "sql/copy.h"

namespace bassin::sql {

struct BackupFacts {
  std::string made_at;  // UTC
  std::string program;  // the version that made it
  std::string level;    // the greatest number of its migrations, "" : none
  std::vector<TableContent> tables;
};

// Writes one state of the store, while others write to it, beside `path`, reads it back, and puts it in place of what was at `path`;
// readable by its owner alone. Made from PostgreSQL too it is a SQLite file. Errors: those of Session, "file.*", "sql.newer_store",
// "sql.changed_migration", "sql.cannot_copy", "sql.copy_differs".
[[nodiscard]] base::Result<BackupFacts> back_up(Store& store, std::string const& path, std::span<Migration const> migrations,
                                                BackupFacts const& made_by);

// Reads the whole backup against its checksum. Errors: "file.missing" (path), "sql.no_backup" (path), "sql.backup_damaged" (path).
[[nodiscard]] base::Result<BackupFacts> check_backup(std::string const& path);

struct Restored {
  BackupFacts facts;
  std::string aside;  // the backup of what was there before; "" : nothing was
};

// Checks the backup, puts it in place of what the store holds and brings it to the level of the program. A store with rows is refused
// ("sql.not_empty") without `aside`; with it a SQLite store is first backed up into that new file, then replaced in one transaction,
// which running servers see as one change. A PostgreSQL database must be without rows. Errors, beside: those of check_backup(), back_up(),
// copy() and migrate().
[[nodiscard]] base::Result<Restored> restore(std::string const& path, Store& store, std::span<Migration const> migrations,
                                             std::string const& aside, BackupFacts const& made_by);

}  // namespace bassin::sql
