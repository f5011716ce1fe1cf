// How far apart two texts are: insertions, deletions, substitutions and swaps of neighbours (optimal string
// alignment: no place is edited twice).
#pragma once

#include <cstdint>
#include <string_view>

namespace bassin::registry {

inline constexpr unsigned largest_distance = 4;

// The distance, or `limit` + 1 when it is more than `limit` (at most largest_distance). Counted in bytes.
[[nodiscard]] unsigned edit_distance(std::string_view a, std::string_view b, unsigned limit);

// The least distance between `word` and any prefix of `text`, bounded likewise.
[[nodiscard]] unsigned prefix_distance(std::string_view word, std::string_view text, unsigned limit);

}  // namespace bassin::registry
