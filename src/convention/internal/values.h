// Values as this module reads, refuses and records them.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/record_json.h"
#include "base/date.h"
#include "base/error.h"

namespace bassin::convention::internal {

// The value whose id stands at its place in the table.
template <class T, std::size_t n>
[[nodiscard]] std::optional<T> parse(std::array<std::string_view, n> const& ids, std::string_view id) {
  auto const* const found = std::find(ids.begin(), ids.end(), id);
  if (found == ids.end()) return std::nullopt;
  return static_cast<T>(found - ids.begin());
}

// ",id,id,", for a condition over a column.
[[nodiscard]] inline std::string list_of(std::vector<std::string> const& ids) {
  std::string out = ",";
  for (auto const& id : ids) out += id + ",";
  return out;
}

[[nodiscard]] inline base::Error bad_value(std::string field, std::string allowed) {
  return {"convention.bad_value", {{"field", std::move(field)}, {"allowed", std::move(allowed)}}};
}

[[nodiscard]] inline access::Json day_json(std::optional<base::Date> const& day) {
  return day ? access::Json(to_iso(*day)) : access::Json(nullptr);
}

}  // namespace bassin::convention::internal
