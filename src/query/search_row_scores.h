// A table row -> score that grows, for adding the words of a question one after the other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace bassin::query {

class RowScores {
 public:
  // Of several gains of one row for the same word the first counts. `word` below 32.
  void add(std::uint32_t row, std::uint32_t word, float gain);
  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  [[nodiscard]] std::vector<std::uint32_t> rows() const;      // ascending
  [[nodiscard]] std::vector<std::uint32_t> by_score() const;  // highest first, then ascending

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
};

}  // namespace bassin::query
