// A space-filling key: points with near keys are near each other, so rows sorted by it make blocks with
// small boxes.
#pragma once

#include <cstdint>

#include "geo/point.h"

namespace bassin::geo {

// Place of the point along a Hilbert curve over the whole int32 square, one cell a unit: two points share a
// key only when they are equal. An unknown point has a key like any other; sort those apart first.
[[nodiscard]] std::uint64_t hilbert_key(Point point);

}  // namespace bassin::geo
