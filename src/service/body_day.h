// A day that a body may give.
#pragma once

#include <optional>

#include "base/date.h"
#include "service/body.h"

namespace bassin::service {

// Nothing where it is missing, null or "". Errors: "service.bad_field".
[[nodiscard]] inline base::Result<std::optional<base::Date>> optional_day(Body const& body, std::string_view field) {
  BASSIN_TRY(auto const text, body.optional_text(field));
  if (!text || text->empty()) return std::optional<base::Date>();
  auto const day = base::parse_date(*text);
  if (!day) return bad_field(field, "2018-01-31");
  return day;
}

}  // namespace bassin::service
