// RowCursor: the rows of one word, in blocks of which a long list has a table.
#include <algorithm>
#include <cstring>

#include "registry/internal/name_blocks.h"
#include "registry/name_index.h"

namespace bassin::registry {

namespace {

constexpr std::size_t table_entry = 2 * sizeof(std::uint32_t);

}  // namespace

RowCursor::RowCursor(std::span<std::uint8_t const> bytes, std::uint32_t count, std::uint32_t from) : bytes_(bytes), count_(count) {
  blocks_ = (count + posting_block_rows - 1) / posting_block_rows;
  if (blocks_ > 1 && bytes.size() < blocks_ * table_entry) blocks_ = 0;  // not what the builder wrote
  if (blocks_ == 0) return;
  load(blocks_ > 1 ? block_of(from, 0) : 0);
  seek_in_block(from);
}

// `which`: 0 the first row of a block, 1 where its other rows start, from the end of the table.
std::uint32_t RowCursor::table(std::uint32_t block, std::uint32_t which) const {
  std::uint32_t value = 0;
  std::memcpy(&value, bytes_.data() + block * table_entry + which * sizeof(value), sizeof(value));
  return value;
}

void RowCursor::load(std::uint32_t block) {
  block_ = block;
  place_ = 0;
  in_block_ = std::min(posting_block_rows, count_ - block * posting_block_rows);
  std::size_t at = 0;
  if (blocks_ > 1) {
    at = std::min(bytes_.size(), blocks_ * table_entry + table(block, 1));
    rows_[0] = table(block, 0);
  } else {
    rows_[0] = internal::take_number(bytes_, at);
  }
  for (std::uint32_t i = 1; i < in_block_; ++i) rows_[i] = rows_[i - 1] + internal::take_number(bytes_, at);
}

void RowCursor::next() {
  if (place_ < in_block_) ++place_;
  if (place_ == in_block_ && block_ + 1 < blocks_) load(block_ + 1);
}

// The last block from `low` on that starts at or before the row, or `low`.
std::uint32_t RowCursor::block_of(std::uint32_t row, std::uint32_t low) const {
  for (auto high = blocks_; high - low > 1;) {
    auto const middle = low + (high - low) / 2;
    (table(middle, 0) <= row ? low : high) = middle;
  }
  return low;
}

void RowCursor::seek_in_block(std::uint32_t row) {
  auto const* const found = std::lower_bound(rows_.data() + place_, rows_.data() + in_block_, row);
  place_ = static_cast<std::uint32_t>(found - rows_.data());
  if (place_ == in_block_ && block_ + 1 < blocks_) load(block_ + 1);
}

void RowCursor::seek(std::uint32_t row) {
  if (place_ >= in_block_ || rows_[place_] >= row) return;
  if (rows_[in_block_ - 1] < row && block_ + 1 < blocks_) load(block_of(row, block_ + 1));
  seek_in_block(row);
}

}  // namespace bassin::registry
