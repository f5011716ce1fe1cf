// The text inside a zip archive or a gzip file that lies in memory (a mapping), unpacked piece by piece.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace bassin::ingest::internal {

[[nodiscard]] bool looks_packed(std::string_view bytes);  // by its first bytes

class Archive {
 public:
  // Stands at the start of the only file (gzip) or of the only csv (zip). Errors: "ingest.damaged_archive" (file,
  // entry, reason), "ingest.archive_entries" (file, entries).
  [[nodiscard]] static base::Result<std::unique_ptr<Archive>> open(std::string_view bytes, std::string file_name);
  ~Archive();
  Archive(Archive const&) = delete;
  Archive& operator=(Archive const&) = delete;

  // Appends up to about `wanted` bytes to `out`; appends nothing at the end, once all checksums held.
  [[nodiscard]] base::Result<void> read(std::string& out, std::size_t wanted);
  [[nodiscard]] std::uint64_t packed_done() const;
  [[nodiscard]] std::uint64_t text_bytes() const { return text_bytes_; }

 private:
  struct Handle;
  Archive(std::unique_ptr<Handle> handle, std::string_view bytes, std::string file_name);
  [[nodiscard]] base::Error damaged(std::string reason) const;
  [[nodiscard]] base::Result<void> check_gzip_end() const;

  std::unique_ptr<Handle> handle_;
  std::string_view bytes_;
  std::string file_name_;
  std::string entry_name_;
  std::uint64_t text_bytes_ = 0;
  bool gzip_ = false;
  std::uint32_t crc_ = 0;
  std::uint64_t unpacked_ = 0;
};

}  // namespace bassin::ingest::internal
