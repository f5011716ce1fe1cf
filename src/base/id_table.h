// The ids under which the values of an enumeration are written: a table with each at its place.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace bassin::base {

// The value whose id stands at its place in the table; nothing for any other text.
template <class T, std::size_t n>
[[nodiscard]] std::optional<T> parse_id(std::array<std::string_view, n> const& ids, std::string_view id) {
  auto const* const found = std::find(ids.begin(), ids.end(), id);
  if (found == ids.end()) return std::nullopt;
  return static_cast<T>(found - ids.begin());
}

}  // namespace bassin::base
