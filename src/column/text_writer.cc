#include "column/text_writer.h"

#include <algorithm>
#include <numeric>

#include "base/checksum.h"

namespace bassin::column {

std::size_t DictionaryBuilder::slot_of(std::string_view text, std::uint32_t hash) const {
  auto const mask = slots_.size() - 1;
  auto slot = hash & mask;
  while (slots_[slot].code_plus_one != 0) {
    if (slots_[slot].hash == hash && this->text(slots_[slot].code_plus_one - 1) == text) break;
    slot = (slot + 1) & mask;
  }
  return slot;
}

void DictionaryBuilder::grow() {
  auto old = std::exchange(slots_, std::vector<Slot>(std::max<std::size_t>(64, slots_.size() * 2)));
  auto const mask = slots_.size() - 1;
  for (auto const& entry : old) {
    if (entry.code_plus_one == 0) continue;
    auto slot = entry.hash & mask;
    while (slots_[slot].code_plus_one != 0) slot = (slot + 1) & mask;
    slots_[slot] = entry;
  }
}

std::uint32_t DictionaryBuilder::code(std::string_view text) {
  if (offsets_.size() * 2 >= slots_.size()) grow();
  auto const hash = static_cast<std::uint32_t>(base::checksum(text));
  auto& slot = slots_[slot_of(text, hash)];
  if (slot.code_plus_one == 0) {
    offsets_.push_back(static_cast<std::uint32_t>(bytes_.size()));
    bytes_ += text;
    slot = Slot{hash, static_cast<std::uint32_t>(offsets_.size())};
  }
  return slot.code_plus_one - 1;
}

std::string_view DictionaryBuilder::text(std::uint32_t code) const {
  auto const last = code + 1 < offsets_.size() ? offsets_[code + 1] : static_cast<std::uint32_t>(bytes_.size());
  return std::string_view(bytes_).substr(offsets_[code], last - offsets_[code]);
}

std::vector<std::uint32_t> DictionaryBuilder::sort() {
  std::vector<std::uint32_t> order(offsets_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [this](auto a, auto b) { return text(a) < text(b); });
  std::vector<std::uint32_t> renamed(order.size());
  DictionaryBuilder sorted;
  for (auto const old : order) renamed[old] = sorted.code(text(old));
  *this = std::move(sorted);
  return renamed;
}

void DictionaryBuilder::write(ImageWriter& image, std::string const& name) const {
  auto& offsets = image.block(name + ".offsets", sizeof(std::uint32_t));
  offsets.push_all(std::span<std::uint32_t const>(offsets_));
  offsets.push(static_cast<std::uint32_t>(bytes_.size()));
  image.block(name + ".bytes", 1).push_text(bytes_);
}

SparseTextWriter::SparseTextWriter(ImageWriter& image, std::string const& name)
    : rows_(&image.block(name + ".rows", sizeof(std::uint32_t))),
      offsets_(&image.block(name + ".offsets", sizeof(std::uint64_t))),
      bytes_(&image.block(name + ".bytes", 1)) {}

}  // namespace bassin::column
