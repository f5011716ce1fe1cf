// All access to files goes through FileSystem, so that a test can drop, reorder or fail a write. Paths are
// UTF-8. Errors carry code "file.*" with `path` and `reason`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace bassin::base {

// A file being written from its start. Dropping it closes the file and keeps what was written.
class WritableFile {
 public:
  virtual ~WritableFile() = default;
  [[nodiscard]] virtual Result<void> append(std::span<std::byte const> bytes) = 0;
  // Bytes and length reach the disk before this returns.
  [[nodiscard]] virtual Result<void> sync() = 0;
  [[nodiscard]] virtual Result<void> close() = 0;

  [[nodiscard]] Result<void> append(std::string_view text) { return append(std::as_bytes(std::span(text))); }
};

// A whole file mapped for reading; the bytes live as long as this object. An empty file is an empty span.
class MappedFile {
 public:
  virtual ~MappedFile() = default;
  [[nodiscard]] virtual std::span<std::byte const> bytes() const = 0;
  [[nodiscard]] std::string_view text() const { return {reinterpret_cast<char const*>(bytes().data()), bytes().size()}; }
};

struct FileStatus {
  std::uint64_t size = 0;
  std::int64_t modified_ns = 0;  // since 1970
  bool is_directory = false;
};

class FileSystem {
 public:
  virtual ~FileSystem() = default;
  // Creates or empties the file.
  [[nodiscard]] virtual Result<std::unique_ptr<WritableFile>> create(std::string const& path) = 0;
  // As create(); a file made by it is its owner's alone to read, where the file system knows owners.
  [[nodiscard]] virtual Result<std::unique_ptr<WritableFile>> create_private(std::string const& path) { return create(path); }
  // As create(), behind what the file holds already; one that is not there begins empty.
  [[nodiscard]] virtual Result<std::unique_ptr<WritableFile>> extend(std::string const& path);
  [[nodiscard]] virtual Result<std::unique_ptr<MappedFile>> map(std::string const& path) = 0;
  [[nodiscard]] virtual Result<std::string> read(std::string const& path) = 0;
  [[nodiscard]] virtual Result<FileStatus> status(std::string const& path) = 0;
  [[nodiscard]] virtual bool exists(std::string const& path) = 0;
  // Names (not paths) in that directory, sorted.
  [[nodiscard]] virtual Result<std::vector<std::string>> list(std::string const& directory) = 0;
  [[nodiscard]] virtual Result<void> make_directories(std::string const& path) = 0;
  // As make_directories(); a last folder that was not there is its owner's alone to enter, where the file system knows owners.
  [[nodiscard]] virtual Result<void> make_private_directory(std::string const& path) { return make_directories(path); }
  // Replaces `to` in one step.
  [[nodiscard]] virtual Result<void> rename(std::string const& from, std::string const& to) = 0;
  // A name that is not there is no error. A directory goes with what it holds.
  [[nodiscard]] virtual Result<void> remove(std::string const& path) = 0;
  // Makes the names in a directory durable.
  [[nodiscard]] virtual Result<void> sync_directory(std::string const& path) = 0;
  // Bytes that an ordinary user can still write where `path` is.
  [[nodiscard]] virtual Result<std::uint64_t> free_space(std::string const& path) = 0;
  // An exclusive lock held until the returned object goes; "file.locked" when another process holds it.
  [[nodiscard]] virtual Result<std::shared_ptr<void>> lock(std::string const& path) = 0;
};

// The machine's own files.
[[nodiscard]] FileSystem& real_files();

// Writes to `path`.tmp, syncs, renames over `path`, syncs the directory.
[[nodiscard]] Result<void> replace_file(FileSystem& files, std::string const& path, std::string_view text);

[[nodiscard]] std::string parent_of(std::string const& path);

}  // namespace bassin::base
