// A table row -> score that grows, for adding the words of a question one after the other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace bassin::query {

class RowScores {
 public:
  // Of several gains of one row for the same word the first counts. `word` below 32.
  void add(std::uint32_t row, std::uint32_t word, float gain);
  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  [[nodiscard]] std::vector<std::uint32_t> rows() const;  // ascending
  // Takes the row of the highest score out, of equal ones the first; nothing when none is left. No add() after it.
  [[nodiscard]] std::optional<std::uint32_t> take_best();

 private:
  struct Entry {
    std::uint32_t row = 0;
    std::uint32_t words = 0;  // bits of those that count already
    float score = 0;
  };
  void grow();
  [[nodiscard]] std::size_t slot_of(std::uint32_t row) const;

  std::vector<Entry> entries_;
  std::vector<std::uint32_t> slots_;  // index of an entry plus one
  bool heap_ = false;                 // the entries are one
};

}  // namespace bassin::query
