#include "column/image.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>

#include "base/checksum.h"
#include "column/internal/layout.h"

namespace bassin::column {

namespace {

using internal::Header;

// Reads the directory, whose bytes have passed their checksum, and still trusts no length in it.
class DirectoryReader {
 public:
  DirectoryReader(std::span<std::byte const> bytes, std::uint64_t file_bytes) : bytes_(bytes), file_bytes_(file_bytes) {}

  [[nodiscard]] std::optional<std::vector<Block>> blocks() {
    auto const count = take<std::uint32_t>();
    std::vector<Block> found;
    for (std::uint32_t i = 0; good_ && i < count; ++i) found.push_back(block());
    if (!good_) return std::nullopt;
    return found;
  }

 private:
  template <class T>
  T take() {
    T value{};
    if (bytes_.size() < sizeof(T)) {
      good_ = false;
      return value;
    }
    std::memcpy(&value, bytes_.data(), sizeof(T));
    bytes_ = bytes_.subspan(sizeof(T));
    return value;
  }

  Block block() {
    Block b;
    auto const name_length = take<std::uint16_t>();
    if (bytes_.size() < name_length) {
      good_ = false;
      return b;
    }
    b.name.assign(reinterpret_cast<char const*>(bytes_.data()), name_length);
    bytes_ = bytes_.subspan(name_length);
    b.element_bytes = take<std::uint32_t>();
    b.count = take<std::uint64_t>();
    b.offset = take<std::uint64_t>();
    bool const fits = b.element_bytes > 0 && b.offset <= file_bytes_ && b.count <= (file_bytes_ - b.offset) / b.element_bytes;
    if (!fits || b.offset % internal::alignment != 0) {
      good_ = false;
      return b;
    }
    auto const chunks = (b.bytes() + chunk_bytes - 1) / chunk_bytes;
    if (bytes_.size() / sizeof(std::uint64_t) < chunks) {
      good_ = false;
      return b;
    }
    for (std::uint64_t i = 0; i < chunks; ++i) b.checksums.push_back(take<std::uint64_t>());
    return b;
  }

  std::span<std::byte const> bytes_;
  std::uint64_t file_bytes_;
  bool good_ = true;
};

base::Result<Header> read_header(std::span<std::byte const> bytes, std::string const& path) {
  if (bytes.size() < sizeof(Header)) return base::Error("image.truncated", {{"path", path}});
  Header header;
  std::memcpy(&header, bytes.data(), sizeof(Header));
  if (std::memcmp(header.magic, internal::magic, sizeof(header.magic)) != 0) return base::Error("image.not_one", {{"path", path}});
  if (base::checksum(bytes.first(offsetof(Header, header_checksum))) != header.header_checksum) {
    return Damaged(path, "header", 0).error();
  }
  if (header.file_bytes != bytes.size()) return base::Error("image.truncated", {{"path", path}});
  return header;
}

base::Result<void> check_identity(Header const& header, std::string const& path, std::string_view kind, std::uint32_t version) {
  std::string const found(header.kind, strnlen(header.kind, sizeof(header.kind)));
  if (found != kind) return base::Error("image.kind", {{"path", path}, {"found", found}, {"expected", std::string(kind)}});
  if (header.layout_version != internal::layout_version || header.content_version != version) {
    return base::Error("image.version", {{"path", path},
                                         {"kind", found},
                                         {"found", std::to_string(header.layout_version) + "." + std::to_string(header.content_version)},
                                         {"expected", std::to_string(internal::layout_version) + "." + std::to_string(version)}});
  }
  return {};
}

}  // namespace

Damaged::Damaged(std::string file, std::string block, std::uint64_t offset, What what)
    : std::runtime_error("damaged " + file + " block " + block + " offset " + std::to_string(offset)),
      what_(what),
      file_(std::move(file)),
      block_(std::move(block)),
      offset_(offset) {}

base::Error Damaged::error() const {
  auto const* const code = what_ == What::bytes ? "image.damaged" : "image.inconsistent";
  return base::Error(code, {{"path", file_}, {"block", block_}, {"offset", std::to_string(offset_)}});
}

BlockBytes::BlockBytes(std::string file, Block block, std::byte const* data)
    : file_(std::move(file)),
      block_(std::move(block)),
      data_(data),
      checked_(std::make_unique<std::atomic<std::uint8_t>[]>(block_.checksums.size())) {}

void BlockBytes::check(std::uint64_t chunk) const {
  auto const first = chunk * chunk_bytes;
  auto const length = std::min<std::uint64_t>(chunk_bytes, block_.bytes() - first);
  if (base::checksum({data_ + first, static_cast<std::size_t>(length)}) != block_.checksums[chunk]) {
    throw Damaged(file_, block_.name, block_.offset + first);
  }
  if (rule_) {
    switch (block_.element_bytes) {
      case 1: check_values<std::uint8_t>(first, length); break;
      case 2: check_values<std::uint16_t>(first, length); break;
      case 4: check_values<std::uint32_t>(first, length); break;
      default: check_values<std::uint64_t>(first, length);
    }
  }
  checked_[chunk].store(1, std::memory_order_relaxed);
}

// Without branches inside the loops: the compiler makes vector instructions of them.
template <class T>
void BlockBytes::check_values(std::uint64_t first, std::uint64_t length) const {
  std::span const values(reinterpret_cast<T const*>(data_ + first), static_cast<std::size_t>(length / sizeof(T)));
  T largest = 0;
  for (auto const value : values) largest = std::max(largest, value);
  unsigned falls = 0;
  if (rule_->ascending) {
    for (std::size_t i = 1; i < values.size(); ++i) falls |= static_cast<unsigned>(values[i] < values[i - 1]);
    // The last value of the chunk before may not have been checked yet; if it is wrong, that chunk will say so.
    if (first > 0) falls |= static_cast<unsigned>(values[0] < values.data()[-1]);
  }
  if (largest >= rule_->below || falls != 0) throw Damaged(file_, block_.name, block_.offset + first, Damaged::What::values);
}

void BlockBytes::beyond(std::uint64_t offset) const { throw Damaged(file_, block_.name, block_.offset + offset, Damaged::What::values); }

Image::Image(std::string path, std::unique_ptr<base::MappedFile> file, std::vector<Block> blocks)
    : path_(std::move(path)), file_(std::move(file)) {
  for (auto& block : blocks) {
    auto const* const data = file_->bytes().data() + block.offset;
    blocks_.push_back(std::make_unique<BlockBytes>(path_, std::move(block), data));
  }
}

base::Result<std::shared_ptr<Image const>> Image::open(base::FileSystem& files, std::string const& path, std::string_view kind,
                                                       std::uint32_t version) {
  BASSIN_TRY(auto file, files.map(path));
  auto const bytes = file->bytes();
  BASSIN_TRY(auto const header, read_header(bytes, path));
  BASSIN_DO(check_identity(header, path, kind, version));
  if (header.directory_bytes > bytes.size() - sizeof(Header)) return base::Error("image.truncated", {{"path", path}});
  auto const directory = bytes.subspan(sizeof(Header), static_cast<std::size_t>(header.directory_bytes));
  if (base::checksum(directory) != header.directory_checksum) return Damaged(path, "directory", sizeof(Header)).error();
  auto blocks = DirectoryReader(directory, bytes.size()).blocks();
  if (!blocks) return Damaged(path, "directory", sizeof(Header)).error();
  return std::shared_ptr<Image const>(new Image(path, std::move(file), std::move(*blocks)));
}

bool Image::has(std::string_view block) const {
  return std::any_of(blocks_.begin(), blocks_.end(), [&](auto const& b) { return b->block().name == block; });
}

std::vector<std::string> Image::block_names() const {
  std::vector<std::string> names;
  for (auto const& b : blocks_) names.push_back(b->block().name);
  return names;
}

base::Result<BlockBytes const*> Image::find(std::string_view block, std::size_t element_bytes) const {
  for (auto const& b : blocks_) {
    if (b->block().name != block) continue;
    if (b->block().element_bytes != element_bytes) {
      return base::Error("image.element_size", {{"path", path_}, {"block", std::string(block)}});
    }
    return static_cast<BlockBytes const*>(b.get());
  }
  return base::Error("image.no_block", {{"path", path_}, {"block", std::string(block)}});
}

void Image::keep_to(std::string_view block, Rule rule) const {
  for (auto const& b : blocks_) {
    if (b->block().name == block) b->keep_to(rule);
  }
}

base::Result<void> Image::verify() const {
  try {
    for (auto const& b : blocks_) b->touch(0, b->block().bytes());
  } catch (Damaged const& damage) {
    return damage.error();
  }
  return {};
}

}  // namespace bassin::column
