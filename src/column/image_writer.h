// Writes an image block by block; many blocks may be open at once and grow side by side, each in memory up to a
// few hundred kilobytes and in a part file beyond. finish() joins them into one file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/file.h"
#include "column/image.h"

namespace bassin::column {

class BlockWriter {
 public:
  BlockWriter(base::FileSystem& files, std::string part_path, std::string name, std::uint32_t element_bytes);

  // Errors are kept and returned by finish(), so that a loop over rows need not look at each.
  void append(std::span<std::byte const> bytes);
  template <class T>
  void push(T value) {
    static_assert(std::is_trivially_copyable_v<T>);
    if (buffer_.size() + sizeof(T) > buffer_limit) flush();
    auto const* const bytes = reinterpret_cast<std::byte const*>(&value);
    buffer_.insert(buffer_.end(), bytes, bytes + sizeof(T));
  }
  template <class T>
  void push_all(std::span<T const> values) {
    append(std::as_bytes(values));
  }
  void push_text(std::string_view text) { append(std::as_bytes(std::span(text))); }
  // Bytes appended so far.
  [[nodiscard]] std::uint64_t bytes() const { return flushed_ + buffer_.size(); }

 private:
  friend class ImageWriter;
  static constexpr std::size_t buffer_limit = 4 * chunk_bytes;
  void flush();                   // whole chunks to the part file
  void seal(std::size_t length);  // checksums of the first `length` bytes of the buffer

  base::FileSystem& files_;
  std::string part_path_;
  Block block_;
  std::vector<std::byte> buffer_;
  std::uint64_t flushed_ = 0;
  std::unique_ptr<base::WritableFile> part_;
  base::Result<void> status_;
};

class ImageWriter {
 public:
  // `path` is created by finish() only; part files `path`.<n>.part stand beside it until then.
  ImageWriter(base::FileSystem& files, std::string path, std::string kind, std::uint32_t version);

  // The returned writer lives as long as this object. A name is used once.
  [[nodiscard]] BlockWriter& block(std::string name, std::uint32_t element_bytes);
  template <class T>
  void write(std::string name, std::span<T const> values) {
    block(std::move(name), sizeof(T)).push_all(values);
  }
  // Writes and syncs the file; removes the part files. The first error of any block is returned.
  [[nodiscard]] base::Result<std::uint64_t> finish();  // bytes of the file

 private:
  [[nodiscard]] std::string directory() const;
  [[nodiscard]] base::Result<void> copy_blocks(base::WritableFile& out);

  base::FileSystem& files_;
  std::string path_;
  std::string kind_;
  std::uint32_t version_;
  std::vector<std::unique_ptr<BlockWriter>> blocks_;
};

}  // namespace bassin::column
