// Any bytes as a component image, every block of it read in every way that its elements allow. The first byte says which
// checksums are made right first, so that mutations reach what stands behind them, and whether the file is drawn out to
// several chunks.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

#include "column/image.h"
#include "column/text.h"
#include "geo/point.h"
#include "query/testing/image_bytes_test_support.h"
#include "query/testing/memory_files_test_support.h"

namespace {

using namespace bassin;
using namespace bassin::query::testing;

constexpr unsigned right_header = 1, right_chunks = 2, drawn_out = 4;
constexpr std::size_t long_file = 3 * column::chunk_bytes;

void require(bool holds) {
  if (!holds) std::abort();
}

bool inside(std::string_view text, std::span<char const> bytes) {
  return text.empty() || (text.data() >= bytes.data() && text.data() + text.size() <= bytes.data() + bytes.size());
}

template <class T>
void read_column(column::Image const& image, std::string const& name) {
  auto const column = image.column<T>(name);
  if (!column.ok()) return;
  auto const all = column->all();
  require(all.size() == column->size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    T const one = (*column)[i];
    require(std::memcmp(&one, &all[i], sizeof(T)) == 0);
  }
}

void read_dictionary(column::Image const& image, std::string const& name) {
  auto const dictionary = column::Dictionary::open(image, name);
  if (!dictionary.ok()) return;
  auto const offsets = image.column<std::uint32_t>(name + ".offsets")->all();
  auto const bytes = image.column<char>(name + ".bytes")->all();
  require(dictionary->size() + 1 == offsets.size() || offsets.empty());
  for (std::uint32_t code = 0; code < dictionary->size() + 2; ++code) {
    auto const text = (*dictionary)[code];
    require(inside(text, bytes));
    bool const good = code < dictionary->size() && offsets[code] <= offsets[code + 1] && offsets[code + 1] <= bytes.size();
    require(text.size() == (good ? offsets[code + 1] - offsets[code] : 0));
    require(!good || text.empty() || text.data() == bytes.data() + offsets[code]);
  }
  if (auto const code = dictionary->find("AVENUE FOCH")) require((*dictionary)[*code] == "AVENUE FOCH");
}

void read_sparse_text(column::Image const& image, std::string const& name) {
  auto const sparse = column::SparseText::open(image, name);
  if (!sparse.ok()) return;
  auto const bytes = image.column<char>(name + ".bytes")->all();
  for (auto const row : image.column<std::uint32_t>(name + ".rows")->all()) {
    require(inside((*sparse)[row], bytes));
    require(inside((*sparse)[row + 1], bytes));
  }
}

void read_block(column::Image const& image, std::string const& name) {
  read_column<std::uint8_t>(image, name);
  read_column<std::uint16_t>(image, name);
  read_column<std::uint32_t>(image, name);
  read_column<std::uint64_t>(image, name);
  read_column<geo::Box>(image, name);
  auto const point = name.rfind('.');
  if (point == std::string::npos) return;
  read_dictionary(image, name.substr(0, point));
  read_sparse_text(image, name.substr(0, point));
}

// Whether bytes that fail their checksum were met.
bool read_all(column::Image const& image) {
  bool damaged = false;
  for (auto const& name : image.block_names()) {
    require(image.has(name));
    try {
      read_block(image, name);
    } catch (column::Damaged const& damage) {
      require(damage.error().code == "image.damaged");
      damaged = true;
    }
  }
  return damaged;
}

void make_right(std::string& bytes, unsigned how) {
  if (bytes.size() < image_directory) return;
  if ((how & drawn_out) != 0) bytes.resize(std::max(bytes.size(), long_file));
  if ((how & right_chunks) != 0) repair_chunks(bytes);
  if ((how & right_header) != 0) repair_header(bytes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size == 0) return 0;
  std::string bytes(reinterpret_cast<char const*>(data) + 1, size - 1);
  make_right(bytes, data[0]);
  // Asked by the kind and version that the bytes state: another one is refused before anything is read.
  std::string kind;
  std::uint32_t version = 0;
  if (bytes.size() >= image_directory) {
    kind = bytes.substr(16, strnlen(bytes.data() + 16, 16));
    version = query::testing::get<std::uint32_t>(bytes, 12);
  }
  query::testing::MemoryFiles files;
  require(files.create("image").ok());
  bytes.shrink_to_fit();  // no room behind it: the sanitizer sees a read past the end
  files.bytes("image") = std::move(bytes);
  auto const image = column::Image::open(files, "image", kind, version);
  if (!image.ok()) return 0;
  bool const damaged = read_all(**image);
  auto const verified = (*image)->verify();
  require(!(damaged && verified.ok()));
  require(verified.ok() || verified.error().code == "image.damaged");
  return 0;
}
