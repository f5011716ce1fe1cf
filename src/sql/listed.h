// Several values for "column in (…)", as places of one constant statement.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "sql/value.h"

namespace bassin::sql {

// "(:i0, :i1, …)" and the values for it; at least one place. At most listed_most ids: more end in std::out_of_range, our bug.
struct Listed {
  std::string places;
  std::vector<Named> values;
};
inline constexpr std::size_t listed_most = 256;
[[nodiscard]] Listed listed(std::span<std::string const> ids);

}  // namespace bassin::sql
