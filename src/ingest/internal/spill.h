// Records set aside in files, one for each of many parts, to be taken up part by part.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "base/result.h"

namespace bassin::ingest::internal {

struct SpillFile {
  std::uint32_t part = 0;
  std::string name;  // in the work folder
  std::uint64_t bytes = 0;
  std::uint64_t records = 0;
};

// Memory: up to `buffer_bytes` for each part that got a record.
class SpillWriter {
 public:
  SpillWriter(base::FileSystem& files, std::string folder, std::string prefix, std::size_t buffer_bytes = 1U << 17U)
      : files_(files), folder_(std::move(folder)), prefix_(std::move(prefix)), buffer_bytes_(buffer_bytes) {}

  [[nodiscard]] base::Result<void> append(std::uint32_t part, std::string_view record) {
    auto& entry = parts_[part];
    entry.buffer += record;
    ++entry.records;
    return entry.buffer.size() < buffer_bytes_ ? base::Result<void>() : flush(part, entry);
  }
  // Closes the files; by ascending part.
  [[nodiscard]] base::Result<std::vector<SpillFile>> finish();

 private:
  struct Part {
    std::string buffer;
    std::unique_ptr<base::WritableFile> file;
    std::uint64_t bytes = 0;
    std::uint64_t records = 0;
  };
  [[nodiscard]] std::string name_of(std::uint32_t part) const { return prefix_ + "-" + std::to_string(part) + ".spill"; }
  [[nodiscard]] base::Result<void> flush(std::uint32_t part, Part& entry);

  base::FileSystem& files_;
  std::string folder_;
  std::string prefix_;
  std::size_t buffer_bytes_;
  std::map<std::uint32_t, Part> parts_;
};

}  // namespace bassin::ingest::internal
