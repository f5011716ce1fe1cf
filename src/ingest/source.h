// The bytes of one given file, plain, gzipped or the csv of a zip archive, as blocks of whole CSV records.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "base/result.h"

namespace bassin::ingest {

struct RecordBlock {
  std::string_view text;              // whole records and spoiled lines: see csv.h
  std::uint64_t first_line = 1;       // of the first byte
  std::shared_ptr<void const> keeps;  // what the text stands in
};

// Reads forward, once. Memory: a few blocks.
class Source {
 public:
  virtual ~Source() = default;
  // Nothing at the end. The header was taken off. Errors: "ingest.damaged_archive", "ingest.line_too_long" (file, line).
  [[nodiscard]] virtual base::Result<std::optional<RecordBlock>> next() = 0;
  // Bytes of the file as it lies on disk that were read so far, and in all.
  [[nodiscard]] virtual std::uint64_t done_bytes() const = 0;
  [[nodiscard]] virtual std::uint64_t total_bytes() const = 0;
  // Bytes of text that the file holds: exact for a plain file and a zip, a guess for gz.
  [[nodiscard]] virtual std::uint64_t text_bytes() const = 0;

  [[nodiscard]] std::vector<std::string> const& header() const { return header_; }
  [[nodiscard]] char separator() const { return separator_; }
  // As given, without its folder.
  [[nodiscard]] std::string const& name() const { return name_; }

 protected:
  std::string name_;
  std::vector<std::string> header_;
  char separator_ = ',';
};

// Opens the file and reads its header. Errors: "ingest.empty_file" (file), "ingest.unknown_file" (file, found, accepted)
// for bytes without a header, "ingest.damaged_archive" (file, entry, reason), "ingest.archive_entries" (file, entries), "file.*".
[[nodiscard]] base::Result<std::unique_ptr<Source>> open_source(base::FileSystem& files, std::string const& path,
                                                                std::size_t block_bytes = 1U << 20U);

// What every unknown file is answered with.
[[nodiscard]] base::Error unknown_file(std::string const& file, std::string found);

}  // namespace bassin::ingest
