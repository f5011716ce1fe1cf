#include "geo/hilbert.h"

#include <cstdlib>
#include <limits>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace bassin::geo {
namespace {

// The published inverse of the curve, bit pair by bit pair from the last.
Point from_key(std::uint64_t key) {
  std::uint32_t x = 0;
  std::uint32_t y = 0;
  for (std::uint64_t side = 1; side <= 0x8000'0000u; side <<= 1, key >>= 2) {
    auto const right = static_cast<std::uint32_t>(key >> 1) & 1;
    auto const upper = (static_cast<std::uint32_t>(key) ^ right) & 1;
    if (upper == 0) {
      if (right == 1) {
        x = static_cast<std::uint32_t>(side) - 1 - x;
        y = static_cast<std::uint32_t>(side) - 1 - y;
      }
      std::swap(x, y);
    }
    x += static_cast<std::uint32_t>(side) * right;
    y += static_cast<std::uint32_t>(side) * upper;
  }
  return {static_cast<std::int32_t>(x ^ 0x8000'0000u), static_cast<std::int32_t>(y ^ 0x8000'0000u)};
}

TEST(Hilbert, StartsAtACorner) {
  auto const least = std::numeric_limits<std::int32_t>::min();
  EXPECT_EQ(hilbert_key({least, least}), 0u);
  EXPECT_EQ(hilbert_key({std::numeric_limits<std::int32_t>::max(), least}), std::numeric_limits<std::uint64_t>::max());
}

RC_GTEST_PROP(Hilbert, TellsEveryPointApart, ()) {
  Point const p{*rc::gen::arbitrary<std::int32_t>(), *rc::gen::arbitrary<std::int32_t>()};
  RC_ASSERT(from_key(hilbert_key(p)) == p);
}

RC_GTEST_PROP(Hilbert, NextKeyIsTheNextCell, ()) {
  std::uint64_t const key = *rc::gen::inRange<std::uint64_t>(0, std::numeric_limits<std::uint64_t>::max() - 1);
  Point const a = from_key(key);
  Point const b = from_key(key + 1);
  RC_ASSERT(std::llabs(std::int64_t{a.lon} - b.lon) + std::llabs(std::int64_t{a.lat} - b.lat) == 1);
}

}  // namespace
}  // namespace bassin::geo
