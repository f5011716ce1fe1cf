// The tasks of an import, one file each. A task reads what those before it left in the work folder.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "base/result.h"
#include "column/image.h"
#include "ingest/import.h"
#include "ingest/internal/kind.h"
#include "ingest/internal/pipeline.h"
#include "ingest/internal/scope_filter.h"
#include "ingest/internal/work_folder.h"

namespace bassin::ingest::internal {

// A file given to the import, its header read and checked.
struct GivenFile {
  std::string path;
  Kind kind = Kind::establishments;
  registry::SourceFile stated;  // kind, name, bytes, modified, columns
  std::uint64_t text_bytes = 0;
  bool has_activity_2025 = false;
};

struct TaskContext {
  base::FileSystem& files;
  std::vector<GivenFile> const& given;
  ScopeFilter const& scope;
  WorkFolder& work;
  Progress& progress;
  std::stop_token stop;
  unsigned threads = 1;

  // Null when no file of that kind was given.
  [[nodiscard]] GivenFile const* file(Kind kind) const;
};

// Records of tasks done so far, by task.
using TaskRecords = std::map<std::string, TaskRecord, std::less<>>;

[[nodiscard]] base::Result<TaskRecord> scan_establishments(TaskContext const& context);
[[nodiscard]] base::Result<TaskRecord> scan_units(TaskContext const& context);
[[nodiscard]] base::Result<TaskRecord> scan_positions(TaskContext const& context);
[[nodiscard]] base::Result<TaskRecord> write_columns(TaskContext const& context, TaskRecords const& before);
[[nodiscard]] base::Result<TaskRecord> import_history(TaskContext const& context);
[[nodiscard]] base::Result<TaskRecord> make_orders(TaskContext const& context);
[[nodiscard]] base::Result<TaskRecord> make_names(TaskContext const& context);

// Names of files in the work folder.
namespace work_file {
inline constexpr std::string_view sirets = "sirets.img";
inline constexpr std::string_view establishment_codes = "establishment_codes.img";
inline constexpr std::string_view unit_codes = "unit_codes.img";
inline constexpr std::string_view unit_names = "unit_names.img";
inline constexpr std::string_view positions = "positions.img";
inline constexpr std::string_view history_codes = "history_codes.img";
}  // namespace work_file
// Where the lines that a task rejected stand, if it rejected any.
[[nodiscard]] std::string rejects_name(std::string_view source_kind);

// SIRET of the establishments kept, ascending; mapped.
class KeptSirets {
 public:
  [[nodiscard]] static base::Result<void> write(base::FileSystem& files, std::string const& path, std::span<std::uint64_t const> sirets);
  [[nodiscard]] static base::Result<KeptSirets> open(base::FileSystem& files, std::string const& path);
  [[nodiscard]] std::span<std::uint64_t const> all() const { return sirets_; }

 private:
  std::shared_ptr<column::Image const> image_;
  std::span<std::uint64_t const> sirets_;
};

}  // namespace bassin::ingest::internal
