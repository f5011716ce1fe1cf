// A convention's perimeter as the register counts it.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>

#include "convention/reading.h"
#include "service/casework_call.h"

namespace bassin::service {

struct PerimeterGround {
  convention::Ground ground;
  std::size_t communes = 0;
  std::optional<base::Date> data_date;  // of the register; nothing: there is none
};

// On `last`, or today where that comes first; `fields`: in which establishments are counted. Errors: those of the register.
[[nodiscard]] base::Result<PerimeterGround> perimeter_ground(Call const& call, convention::Text const& text,
                                                             std::set<std::string> const& fields, base::Date last);

}  // namespace bassin::service
