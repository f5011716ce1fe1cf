// Up to 2,048 neighbouring rows of one segment: their values as a question sees them, that is with the overlay's
// corrections and, in a question about a day, as of that day. Columns are read when asked for, once.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "query/internal/plan.h"

namespace bassin::query::internal {

inline constexpr std::uint32_t block_rows = 2048;

class Block {
 public:
  // Large, and left unfilled: make one for many blocks.
  explicit Block(Plan const& plan) : plan_(plan), hiding_position_(registry::hiding(registry::hides_position, plan.audience)) {}
  Block(Block const&) = delete;
  Block& operator=(Block const&) = delete;

  // All rows in one segment.
  void load(std::uint32_t first, std::uint32_t count);

  [[nodiscard]] std::uint32_t first() const { return first_; }
  [[nodiscard]] std::uint32_t count() const { return count_; }
  [[nodiscard]] Segment const& segment() const { return *segment_; }
  [[nodiscard]] bool local() const { return segment_ == &plan_.tables->segments[1]; }

  [[nodiscard]] std::uint8_t const* bytes(Byte which);
  [[nodiscard]] std::uint16_t const* words(Word which);
  [[nodiscard]] std::uint8_t const* state_today();
  [[nodiscard]] std::uint8_t const* employs();
  [[nodiscard]] std::uint16_t const* naf_2025();
  // DayCodes; of rows closed today the day since which they are.
  [[nodiscard]] std::uint16_t const* closings();
  [[nodiscard]] std::int32_t const* lon();
  [[nodiscard]] std::int32_t const* lat();
  // Of Tables::communes.
  [[nodiscard]] std::uint32_t const* communes();
  // 1 + the place in Tables::entries, 0 where the overlay says nothing of the row.
  [[nodiscard]] std::uint32_t const* entries();
  // Whether the audience may not use the row's position.
  [[nodiscard]] bool position_hidden(std::uint32_t i) { return (bytes(Byte::privacy)[i] & hiding_position_) != 0; }
  // The history holds no period of the row.
  [[nodiscard]] bool without_history(std::uint32_t i);
  // Corrections of rows of the block.
  [[nodiscard]] std::span<Correction const> corrections() const { return corrections_; }

  // Calls each(commune of Tables, first, last) for the communes of the block, with rows counted from its first.
  template <class Each>
  void for_each_commune(Each const& each);

 private:
  template <class T>
  using Buffer = std::array<T, block_rows>;

  [[nodiscard]] std::uint32_t offset() const { return first_ - segment_->first_row; }
  void date_rows();
  void date_by_history();
  void date_by_stock_row(std::uint32_t i, std::uint8_t state, std::uint16_t created, std::uint16_t period_start, std::uint16_t activity,
                         std::uint8_t employer);
  void date_all_by_stock_rows();
  [[nodiscard]] std::uint8_t const* column(Byte which);
  [[nodiscard]] std::uint16_t const* column(Word which);
  [[nodiscard]] std::uint8_t const* categories();
  [[nodiscard]] std::uint8_t const* diffusions();
  [[nodiscard]] std::uint8_t const* dated_fields();
  [[nodiscard]] std::uint8_t const* corrected(Byte which, std::uint8_t const* values);
  void read_positions();
  [[nodiscard]] std::uint32_t commune_at(std::uint32_t row) const;

  Plan const& plan_;
  std::uint8_t hiding_position_;
  Segment const* segment_ = nullptr;
  std::uint32_t first_ = 0, count_ = 0;
  std::span<Correction const> corrections_;
  std::span<std::uint32_t const> history_first_;

  std::array<std::uint8_t const*, byte_count> bytes_{};
  std::array<std::uint16_t const*, word_count> words_{};
  std::uint8_t const* employs_ = nullptr;
  std::uint16_t const* naf_2025_ = nullptr;
  std::int32_t const* lon_ = nullptr;
  std::int32_t const* lat_ = nullptr;
  std::uint32_t const* communes_ = nullptr;
  std::uint32_t const* entries_ = nullptr;
  bool dated_ = false;

  std::array<Buffer<std::uint8_t>, byte_count> byte_buffers_;
  Buffer<std::uint16_t> activity_buffer_, naf_2025_buffer_, closing_buffer_;
  Buffer<std::uint8_t> employs_buffer_;
  Buffer<std::int32_t> lon_buffer_, lat_buffer_;
  Buffer<std::uint32_t> commune_buffer_, entry_buffer_;
};

// State at a day by the dates of a stock row alone; state_not_there before it was created.
[[nodiscard]] std::uint8_t state_by_stock_row(std::uint8_t state, std::uint16_t created, std::uint16_t period_start, std::uint16_t at);

template <class Each>
void Block::for_each_commune(Each const& each) {
  auto const& firsts = segment_->commune_first;
  auto const begin = offset();
  for (std::uint32_t i = 0; i < count_;) {
    auto const commune = commune_at(begin + i);
    auto const end = std::min(count_, firsts[commune + 1] - begin);
    each(segment_->first_commune + commune, i, end);
    i = end;
  }
}

}  // namespace bassin::query::internal
