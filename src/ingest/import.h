// Imports the official files of the register into one snapshot and puts it in use. The snapshot in use before stays
// whole whatever happens. docs/formats/sources.md says what is read, kept and rejected.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/file.h"
#include "base/result.h"
#include "registry/manifest.h"

namespace bassin::ingest {

// Which establishments to keep, by the commune code of their row.
struct Scope {
  enum class Kind : std::uint8_t { country, departements, communes };
  Kind kind = Kind::country;
  // Département codes ("77", "2A", "974"), or commune codes, of today or of former times: rows under their former codes, delegated
  // communes and arrondissements are kept too.
  std::vector<std::string> codes;
  // "country", "departements:77,91", "communes:77142,77171": sorted, each once. As the manifest states it.
  [[nodiscard]] std::string text() const;
};
// Of how many of these communes, by their codes, the scope holds the rows.
[[nodiscard]] std::size_t covered(Scope const& scope, std::span<std::string const> communes);
// The inverse of text(); "ingest.bad_scope" (scope, code: the one that does not exist) for anything else.
[[nodiscard]] base::Result<Scope> parse_scope(std::string_view text);

struct ImportRequest {
  // Official files in any order, .csv, .csv.gz or .zip, one of each kind; the kind is told by the header.
  std::vector<std::string> files;
  std::string data_folder;  // made where it is missing
  Scope scope;
  bool force = false;                   // compare with no former snapshot: accept a smaller one
  std::string rejects_path;             // where rejected rows go; empty: <data folder>/rejected-<id>.csv. Not made when none is
  std::size_t keep = 3;                 // snapshots kept
  std::optional<base::Date> data_date;  // of the state described; unknown: the day of the latest processing date
  bool fictitious = false;              // the demonstration is known as such without it
  std::int64_t now = 0;                 // seconds since 1970: when the snapshot is made; its id begins with it
  std::string made_by;                  // version of the program
  int threads = 0;                      // 0: as many as the machine has, at most 4
};

// How far the task is; the rates are of that task.
struct ProgressTick {
  std::string_view task;  // "establishments", "units", "positions", "columns", "history", "orders", "names"
  std::uint64_t done_bytes = 0;
  std::uint64_t total_bytes = 0;
  std::uint64_t rows = 0;
  double rows_per_second = 0;
  std::optional<double> remaining_seconds;
  bool finished = false;
};

class Progress {
 public:
  virtual ~Progress() = default;
  // A few times a second and once at the end of each task; never by two threads at once.
  virtual void report(ProgressTick const& tick) = 0;
};
// Reports nothing.
[[nodiscard]] Progress& silent_progress();

struct ReasonCount {
  std::string reason;  // "bad_siret": docs/formats/sources.md lists them
  std::uint64_t rows = 0;
};

struct SourceReport {
  registry::SourceFile file;
  std::vector<ReasonCount> rejected;         // sums up to file.rejected
  std::vector<std::string> ignored_columns;  // in the file, not known to us
  std::vector<std::string> absent_columns;   // known to us, not in the file, not mandatory
};

// Something to tell about rows that were kept.
struct Note {
  std::string code;  // "siret_luhn", "commune_unresolved", "unit_absent"…: docs/formats/sources.md
  std::uint64_t rows = 0;
  std::vector<std::string> examples;  // codes, at most five; never a name
};

struct TaskTime {
  std::string task;
  double seconds = 0;
  bool resumed = false;  // done by an import that was interrupted; `seconds` are those it took
};

struct ImportReport {
  registry::Manifest manifest;
  std::vector<SourceReport> sources;
  std::vector<Note> notes;
  std::vector<TaskTime> tasks;
  double seconds = 0;
  std::uint64_t peak_memory_bytes = 0;  // of the process, pages of mapped files included
  std::string rejects_path;             // empty when no row was rejected
};

// Errors: "ingest.no_establishments" (), "ingest.unknown_file" (file, found, accepted), "ingest.missing_column" (file,
// column), "ingest.old_format" (file), "ingest.damaged_archive" (file, entry, reason), "ingest.archive_entries" (file,
// entries), "ingest.empty_file" (file), "ingest.line_too_long" (file, line), "ingest.kind_twice" (kind, first, second),
// "ingest.too_many_values" (column, limit), "ingest.too_many_rows" (file, limit), "ingest.nothing_kept" (file, scope),
// "ingest.all_rejected" (file, scope, rows, rejected, reason, rejects), "ingest.shrunk" (kind, file, before, after, percent, rejects),
// "ingest.fewer_positions" (before, after, percent, rejects), "ingest.not_given" (kind, file),
// "ingest.current_unreadable" (path, reason), "ingest.disk_space" (path, needed, free), "ingest.bad_scope" (scope, code), "ingest.stopped"
// (), "file.*".
[[nodiscard]] base::Result<ImportReport> run_import(ImportRequest const& request, base::FileSystem& files, Progress& progress,
                                                    std::stop_token stop);

}  // namespace bassin::ingest
