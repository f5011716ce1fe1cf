#include "geo/hilbert.h"

#include <utility>

namespace bassin::geo {

namespace {

// Signed order as unsigned order.
std::uint32_t offset(std::int32_t value) { return static_cast<std::uint32_t>(value) ^ 0x8000'0000u; }

}  // namespace

std::uint64_t hilbert_key(Point point) {
  std::uint32_t x = offset(point.lon);
  std::uint32_t y = offset(point.lat);
  std::uint64_t key = 0;
  for (std::uint32_t side = 0x8000'0000u; side != 0; side >>= 1) {
    std::uint32_t const right = (x & side) != 0 ? 1 : 0;
    std::uint32_t const upper = (y & side) != 0 ? 1 : 0;
    key = (key << 2) | ((3 * right) ^ upper);
    // Each quadrant holds the same curve, turned so that its ends meet its neighbours'.
    if (upper == 0) {
      if (right == 1) {
        x = ~x;
        y = ~y;
      }
      std::swap(x, y);
    }
  }
  return key;
}

}  // namespace bassin::geo
