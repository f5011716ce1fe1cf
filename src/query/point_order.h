// Longitude and latitude given the wrong way round: the answer would be an empty one, somewhere off Somalia.
#pragma once

#include <span>
#include <string_view>

#include "base/result.h"

namespace bassin::query {

// `numbers` of `value`: longitude, latitude, and a second pair where there are four. Refused when every pair lies within
// France, overseas included, the other way round, and none as given.
// Errors: "query.swapped_point" (name, value, suggestion: the value in the right order).
[[nodiscard]] base::Result<void> check_order(std::string_view name, std::string_view value, std::span<double const> numbers);

}  // namespace bassin::query
