// From establishments compared to a verdict: the thresholds, and who is a rival.
#pragma once

#include <cstdint>
#include <vector>

#include "matching/matching.h"
#include "matching/place_search.h"

namespace bassin::matching {

struct Contender {
  std::uint32_t row = 0;
  Compared compared;
  bool active = false;
  bool in_named_commune = false;  // the row's commune by its name, or the only one of its postcode
  std::uint32_t unit = 0;         // 0xFFFFFFFF for a local business
};

// Sorts the contenders, best first, and says what the best is. `sure`: false where a good number already says that it is none of them.
[[nodiscard]] Match decide(std::vector<Contender> contenders, bool sure);

}  // namespace bassin::matching
