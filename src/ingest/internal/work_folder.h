// The folder of one import under way: what each task wrote, and a record of each task that is done, so that an
// interrupted import goes on where it stood.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "base/result.h"
#include "ingest/import.h"
#include "ingest/internal/spill.h"

namespace bassin::ingest::internal {

// What a task leaves for later tasks and for the report.
struct TaskRecord {
  double seconds = 0;
  std::vector<std::string> outputs;  // files in the work folder that later tasks or the snapshot need
  std::vector<std::string> rejects;  // files in the work folder that hold rejected lines
  std::vector<SpillFile> spill;      // files that the task "columns" or "history" uses up
  std::vector<SourceReport> sources;
  std::vector<Note> notes;
  std::map<std::string, std::uint64_t> numbers;
};

class WorkFolder {
 public:
  // Makes `root`/`fingerprint` where it is missing; folders of other imports go.
  [[nodiscard]] static base::Result<WorkFolder> open(base::FileSystem& files, std::string const& root, std::string const& fingerprint);

  [[nodiscard]] std::string const& path() const { return path_; }
  [[nodiscard]] std::string path(std::string_view name) const { return path_ + "/" + std::string(name); }
  [[nodiscard]] std::string snapshot() const { return path("snapshot"); }

  // Bytes of all files in it.
  [[nodiscard]] base::Result<std::uint64_t> bytes() const;

  // The record of a task that is done and whose outputs are what they were; of spilled files only when `with_spill`.
  [[nodiscard]] std::optional<TaskRecord> done(std::string_view task, bool with_spill) const;
  [[nodiscard]] base::Result<void> mark_done(std::string_view task, TaskRecord const& record);
  // Removes the files of that record that are used up.
  [[nodiscard]] base::Result<void> remove_spill(TaskRecord const& record);
  [[nodiscard]] base::Result<void> remove();

 private:
  WorkFolder(base::FileSystem& files, std::string path) : files_(&files), path_(std::move(path)) {}
  [[nodiscard]] base::Result<std::uint64_t> checksum_of(std::string const& name) const;

  base::FileSystem* files_;
  std::string path_;
};

}  // namespace bassin::ingest::internal
