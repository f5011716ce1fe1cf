// Several values, or several rows, as places of one constant statement.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
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

// Names of the places of one statement for several rows: "id0", "business0", … of the parts "id", "business". It outlives the values.
class RowPlaces {
 public:
  RowPlaces(std::size_t rows, std::span<std::string_view const> parts);
  [[nodiscard]] std::string const& name(std::size_t row, std::size_t part) const { return names_[row * parts_ + part]; }

 private:
  std::size_t parts_;
  std::vector<std::string> names_;
};

}  // namespace bassin::sql
