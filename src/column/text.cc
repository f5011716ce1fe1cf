#include "column/text.h"

#include <algorithm>

namespace bassin::column {

base::Result<Dictionary> Dictionary::open(Image const& image, std::string const& name) {
  Dictionary opened;
  BASSIN_TRY(opened.offsets_, image.column<std::uint32_t>(name + ".offsets"));
  BASSIN_TRY(opened.bytes_, image.column<char>(name + ".bytes"));
  return opened;
}

std::string_view Dictionary::operator[](std::uint32_t code) const {
  if (code >= size()) return {};
  auto const first = offsets_[code];
  auto const last = offsets_[code + 1];
  if (first > last || last > bytes_.size()) return {};
  auto const text = bytes_.slice(first, last - first);
  return {text.data(), text.size()};
}

std::optional<std::uint32_t> Dictionary::find(std::string_view text) const {
  for (std::uint32_t code = 0; code < size(); ++code) {
    if ((*this)[code] == text) return code;
  }
  return std::nullopt;
}

base::Result<SparseText> SparseText::open(Image const& image, std::string const& name) {
  SparseText opened;
  BASSIN_TRY(opened.rows_, image.column<std::uint32_t>(name + ".rows"));
  BASSIN_TRY(opened.offsets_, image.column<std::uint64_t>(name + ".offsets"));
  BASSIN_TRY(opened.bytes_, image.column<char>(name + ".bytes"));
  if (opened.rows_.size() != opened.offsets_.size()) {
    return base::Error("image.no_block", {{"path", image.path()}, {"block", name}});
  }
  return opened;
}

std::string_view SparseText::operator[](std::uint32_t row) const {
  std::size_t low = 0;
  std::size_t high = rows_.size();
  while (low < high) {
    auto const middle = (low + high) / 2;
    if (rows_[middle] < row) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == rows_.size() || rows_[low] != row) return {};
  auto const first = low == 0 ? 0 : offsets_[low - 1];
  auto const last = offsets_[low];
  if (first > last || last > bytes_.size()) return {};
  auto const text = bytes_.slice(first, last - first);
  return {text.data(), text.size()};
}

}  // namespace bassin::column
