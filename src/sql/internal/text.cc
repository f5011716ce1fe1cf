#include "sql/internal/text.h"

#include <cstdint>

namespace bassin::sql {
namespace {

// The length of the character that begins here; 0 for one that is none.
std::size_t character(std::string_view text) {
  auto const byte = [text](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  auto const first = byte(0);
  if (first < 0x80) return first == 0 ? 0 : 1;
  std::size_t const length = first >= 0xC2 && first <= 0xDF   ? 2
                             : first >= 0xE0 && first <= 0xEF ? 3
                             : first >= 0xF0 && first <= 0xF4 ? 4
                                                              : 0;
  if (length == 0 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  auto const second = byte(1);
  bool const overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
  bool const outside = (first == 0xED && second >= 0xA0) || (first == 0xF4 && second >= 0x90);
  return overlong || outside ? 0 : length;
}

}  // namespace

bool storable(std::string_view text) {
  while (!text.empty()) {
    auto const length = character(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

}  // namespace bassin::sql
