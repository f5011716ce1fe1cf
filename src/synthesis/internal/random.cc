#include "synthesis/internal/random.h"

#include <algorithm>

namespace bassin::synthesis::internal {

std::uint32_t Weighted::draw_among(Random& random, std::uint32_t first, std::uint32_t last) const {
  std::uint64_t const low = first == 0 ? 0 : sums_[first - 1];
  std::uint64_t const span = sums_[last - 1] - low;
  // Weights are scaled so that every total stays far under 2^53: a double keeps each of them apart.
  auto const target = low + static_cast<std::uint64_t>(random.unit() * static_cast<double>(span));
  auto const found = std::upper_bound(sums_.begin() + first, sums_.begin() + last, target);
  return static_cast<std::uint32_t>(std::min<std::ptrdiff_t>(found - sums_.begin(), last - 1));
}

}  // namespace bassin::synthesis::internal
