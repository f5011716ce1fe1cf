#include "query/search_row_scores.h"

#include <algorithm>

namespace bassin::query {

std::size_t RowScores::slot_of(std::uint32_t row) const {
  auto const mask = slots_.size() - 1;
  auto slot = static_cast<std::size_t>(row * 2654435769U >> 7U) & mask;  // Fibonacci hashing
  while (slots_[slot] != 0 && entries_[slots_[slot] - 1].row != row) slot = (slot + 1) & mask;
  return slot;
}

void RowScores::grow() {
  slots_.assign(std::max<std::size_t>(1024, slots_.size() * 4), 0);
  for (std::size_t i = 0; i < entries_.size(); ++i) slots_[slot_of(entries_[i].row)] = static_cast<std::uint32_t>(i + 1);
}

void RowScores::add(std::uint32_t row, std::uint32_t word, float gain) {
  if (entries_.size() * 2 >= slots_.size()) grow();
  auto& slot = slots_[slot_of(row)];
  if (slot == 0) {
    entries_.push_back({row, 0, 0});
    slot = static_cast<std::uint32_t>(entries_.size());
  }
  auto& entry = entries_[slot - 1];
  auto const bit = std::uint32_t{1} << word;
  if ((entry.words & bit) != 0) return;
  entry.words |= bit;
  entry.score += gain;
}

std::vector<std::uint32_t> RowScores::rows() const {
  std::vector<std::uint32_t> rows;
  for (auto const& entry : entries_) rows.push_back(entry.row);
  std::sort(rows.begin(), rows.end());
  return rows;
}

std::optional<std::uint32_t> RowScores::take_best() {
  auto const worse = [](Entry const& a, Entry const& b) { return a.score != b.score ? a.score < b.score : a.row > b.row; };
  if (!heap_) std::make_heap(entries_.begin(), entries_.end(), worse);
  heap_ = true;
  if (entries_.empty()) return std::nullopt;
  std::pop_heap(entries_.begin(), entries_.end(), worse);
  auto const row = entries_.back().row;
  entries_.pop_back();
  return row;
}

}  // namespace bassin::query
