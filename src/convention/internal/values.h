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
