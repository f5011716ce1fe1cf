// How far apart two texts are: insertions, deletions, substitutions and swaps of neighbours (optimal string
// alignment: no place is edited twice).
#pragma once

#include <string_view>

namespace bassin::base {

// The distance, or `limit` + 1 when it is more than `limit`. Counted in bytes.
[[nodiscard]] unsigned edit_distance(std::string_view a, std::string_view b, unsigned limit);

}  // namespace bassin::base
