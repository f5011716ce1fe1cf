// Asks the predicates of a plan of the rows of a block. A row that fails keeps a bit for each part that it fails, so that
// one pass serves every facet: parts that no facet leaves aside share one bit.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "query/internal/block.h"
#include "query/internal/plan.h"

namespace bassin::query::internal {

using Failure = std::uint16_t;
inline constexpr Failure failed_hard = 0x8000;

class Evaluator {
 public:
  // `soft`: parts that keep a bit of their own, at most 15; `left_out`: parts that are not asked at all.
  Evaluator(Plan const& plan, Parts soft, Parts left_out = 0);

  // 0 where the plan has no such part.
  [[nodiscard]] Failure bits(Parts parts) const;
  // Fills failures() for the block. False when no row is left that fails nothing hard.
  bool run(Block& block);
  [[nodiscard]] Failure const* failures() const { return failures_.data(); }
  // Rows of the block, from its first, that fail nothing.
  [[nodiscard]] std::uint32_t passed(Block const& block, std::uint16_t* out) const;
  // Rows that fail something, and nothing hard.
  [[nodiscard]] std::uint32_t nearly(Block const& block, std::uint16_t* out) const;

 private:
  struct Step {
    Predicate const* predicate;
    Failure bit;
  };
  void apply(Block& block, Step const& step);
  void apply_bytes(Block& block, Predicate const& p, std::uint8_t const* values, Failure bit);
  void apply_words(Block& block, Predicate const& p, std::uint16_t const* values, Failure bit);
  void apply_row_set(Block& block, Predicate const& p, Failure bit);
  void apply_communes(Block& block, Predicate const& p, Failure bit);
  void apply_zone(Block& block, Failure bit);
  void apply_no_position(Block& block, Failure bit);
  [[nodiscard]] geo::Cover cover(Block const& block, std::uint32_t i) const;

  Plan const& plan_;
  std::vector<Step> steps_;
  std::array<Failure, static_cast<std::size_t>(Part::count)> bits_{};
  alignas(64) std::array<Failure, block_rows> failures_;
};

// Loads every block of the ranges and calls each(block, evaluator) where some row fails nothing hard.
template <class Each>
void scan(Plan const& plan, std::vector<Range> const& ranges, Evaluator& evaluator, Each const& each);

// The rows that pass, ascending.
[[nodiscard]] std::vector<std::uint32_t> passing_rows(Plan const& plan);

// One row, by the same code.
[[nodiscard]] bool matches(Plan const& plan, std::uint32_t row);

template <class Each>
void scan(Plan const& plan, std::vector<Range> const& ranges, Evaluator& evaluator, Each const& each) {
  auto const block = std::make_unique<Block>(plan);
  for (auto const& range : ranges) {
    // Blocks end at multiples of their length, so that those of positions.bounds never straddle two.
    for (auto first = range.first; first < range.last;) {
      auto const segment_end = first < plan.tables->segments[1].first_row ? plan.tables->segments[1].first_row : range.last;
      auto const last = std::min({range.last, segment_end, (first / block_rows + 1) * block_rows});
      block->load(first, last - first);
      if (evaluator.run(*block)) each(*block, evaluator);
      first = last;
    }
  }
}

}  // namespace bassin::query::internal
