// Longitude and latitude given the wrong way round: the answer would be an empty one, somewhere off Somalia.
#pragma once

#include <span>
#include <string_view>

#include "base/result.h"

namespace bassin::query {

// `numbers` of `value`: longitudes and latitudes in turn; a last one alone is something else. Refused when every pair lies within
// France, overseas included, the other way round, and none as given.
// Errors: "query.swapped_point" (name, value, suggestion: the value in the right order).
[[nodiscard]] base::Result<void> check_order(std::string_view name, std::string_view value, std::span<double const> numbers);

}  // namespace bassin::query
