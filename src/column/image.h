// A file of named blocks of fixed-size elements, mapped and read in place. Format: docs/formats/image.md.
//
// The directory is checked when the file is opened; the bytes of a block are checked in chunks of 64 KiB, each
// at its first touch, and so are its values where a Rule is set for them. A published image never changes, so bytes that
// fail their checksum mean a damaged disk, and values that break their rule a faulty writer: reading them throws Damaged,
// which the caller of a whole query turns into an Error in one place.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "base/result.h"

namespace bassin::column {

inline constexpr std::size_t chunk_bytes = 65536;

// Bytes on disk are not those that were written, or what was written contradicts the rest.
class Damaged : public std::runtime_error {
 public:
  enum class What : std::uint8_t { bytes, values };
  Damaged(std::string file, std::string block, std::uint64_t offset, What what = What::bytes);
  // "image.damaged" (bytes) or "image.inconsistent" (values) with path, block, offset.
  [[nodiscard]] base::Error error() const;

 private:
  What what_;
  std::string file_;
  std::string block_;
  std::uint64_t offset_;
};

struct Block {
  std::string name;
  std::uint32_t element_bytes = 1;
  std::uint64_t count = 0;               // elements
  std::uint64_t offset = 0;              // of the first byte in the file
  std::vector<std::uint64_t> checksums;  // one a chunk

  [[nodiscard]] std::uint64_t bytes() const { return count * element_bytes; }
};

// What the values of a block of unsigned numbers keep to, so that a reader may use them as an index.
struct Rule {
  std::uint64_t below = std::numeric_limits<std::uint64_t>::max();
  bool ascending = false;  // no value below the one before
};

// The bytes of one block and which of its chunks have been checked.
class BlockBytes {
 public:
  BlockBytes(std::string file, Block block, std::byte const* data);

  [[nodiscard]] Block const& block() const { return block_; }
  [[nodiscard]] std::byte const* data() const { return data_; }
  // Before the first touch.
  void keep_to(Rule rule) { rule_ = rule; }
  // Checks the chunks that hold [first, last), once each; throws Damaged.
  void touch(std::uint64_t first, std::uint64_t last) const {
    for (auto chunk = first / chunk_bytes; chunk * chunk_bytes < last; ++chunk) {
      if (checked_[chunk].load(std::memory_order_relaxed) == 0) check(chunk);
    }
  }

  [[noreturn]] void beyond(std::uint64_t offset) const;

 private:
  void check(std::uint64_t chunk) const;
  template <class T>
  void check_values(std::uint64_t first, std::uint64_t length) const;

  std::string file_;
  Block block_;
  std::optional<Rule> rule_;
  std::byte const* data_;
  std::unique_ptr<std::atomic<std::uint8_t>[]> checked_;
};

// A column of T over a block of an image, or over memory that the caller keeps alive. Cheap to copy; the image
// must outlive it. An absent column is empty.
template <class T>
class Column {
 public:
  Column() = default;
  Column(BlockBytes const* block, std::size_t count) : block_(block), data_(reinterpret_cast<T const*>(block->data())), count_(count) {}
  explicit Column(std::span<T const> memory) : data_(memory.data()), count_(memory.size()) {}

  [[nodiscard]] std::size_t size() const { return count_; }
  [[nodiscard]] bool empty() const { return count_ == 0; }
  // One element; throws Damaged. `i` below size(), which a Rule says of indexes that come from the file.
  [[nodiscard]] T operator[](std::size_t i) const {
    if (block_ != nullptr) block_->touch(i * sizeof(T), (i + 1) * sizeof(T));
    return data_[i];
  }
  // `count` elements from `first`, checked; throws Damaged, beyond the end too.
  [[nodiscard]] std::span<T const> slice(std::size_t first, std::size_t count) const {
    if (block_ == nullptr) return {data_ + first, count};
    if (first > count_ || count > count_ - first) block_->beyond(first * sizeof(T));
    block_->touch(first * sizeof(T), (first + count) * sizeof(T));
    return {data_ + first, count};
  }
  [[nodiscard]] std::span<T const> all() const { return slice(0, count_); }

 private:
  BlockBytes const* block_ = nullptr;
  T const* data_ = nullptr;
  std::size_t count_ = 0;
};

class Image {
 public:
  // Errors: "image.not_one" (path), "image.version" (path, found, expected, kind), "image.kind" (path, found,
  // expected), "image.truncated" (path), and those of files.
  [[nodiscard]] static base::Result<std::shared_ptr<Image const>> open(base::FileSystem& files, std::string const& path,
                                                                       std::string_view kind, std::uint32_t version);
  [[nodiscard]] std::string const& path() const { return path_; }
  [[nodiscard]] bool has(std::string_view block) const;
  [[nodiscard]] std::vector<std::string> block_names() const;
  // Errors: "image.no_block" (path, block), "image.element_size" (path, block).
  template <class T>
  [[nodiscard]] base::Result<Column<T>> column(std::string_view block) const {
    BASSIN_TRY(auto const* const bytes, find(block, sizeof(T)));
    return Column<T>(bytes, static_cast<std::size_t>(bytes->block().count));
  }
  // From now on the values of that block keep to the rule, or reading them throws. A block that is not there keeps to all.
  // By whoever opens the image, before anybody reads the block; elements are unsigned, of 1, 2, 4 or 8 bytes.
  void keep_to(std::string_view block, Rule rule) const;
  // Reads every chunk. The first damaged one is the error "image.damaged".
  [[nodiscard]] base::Result<void> verify() const;
  [[nodiscard]] std::uint64_t size_bytes() const { return file_->bytes().size(); }

 private:
  Image(std::string path, std::unique_ptr<base::MappedFile> file, std::vector<Block> blocks);
  [[nodiscard]] base::Result<BlockBytes const*> find(std::string_view block, std::size_t element_bytes) const;

  std::string path_;
  std::unique_ptr<base::MappedFile> file_;
  std::vector<std::unique_ptr<BlockBytes>> blocks_;
};

}  // namespace bassin::column
