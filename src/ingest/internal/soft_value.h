// Values whose loss does not lose the row: where the file holds something that is none of those known, the value is
// unknown and a note says which.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ingest/internal/tally.h"
#include "reference/nomenclature.h"

namespace bassin::ingest::internal {

inline void note_unreadable(Notes& notes, std::string_view column, std::string_view text) {
  notes.add("value_unreadable", std::string(column) + "=" + std::string(text.substr(0, 40)));
}

template <class Parsed>
[[nodiscard]] std::uint8_t soft_value(std::optional<Parsed> value, Notes& notes, std::string_view column, std::string_view text) {
  if (value) return static_cast<std::uint8_t>(*value);
  note_unreadable(notes, column, text);
  return 0;
}

// An activity as dictionaries hold it: the digit of its nomenclature, then the code. Empty for no code.
class ActivityKey {
 public:
  ActivityKey(reference::Nomenclature nomenclature, std::string_view code, Notes& notes) {
    bool const too_long = code.size() >= key_.size();
    if (too_long) note_unreadable(notes, "activitePrincipale", code);
    if (too_long || code.empty()) return;
    key_[0] = static_cast<char>('0' + static_cast<int>(nomenclature));
    std::copy(code.begin(), code.end(), key_.begin() + 1);
    size_ = code.size() + 1;
  }
  [[nodiscard]] std::string_view text() const { return {key_.data(), size_}; }

 private:
  std::array<char, 16> key_{};
  std::size_t size_ = 0;
};

}  // namespace bassin::ingest::internal
