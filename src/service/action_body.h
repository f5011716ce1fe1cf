// An action sheet as a request states it.
#pragma once

#include <string_view>
#include <vector>

#include "convention/action.h"
#include "service/body.h"

namespace bassin::service {

// What action_sheet() reads.
[[nodiscard]] std::vector<std::string_view> const& action_fields();
// Errors: those of Body; "service.bad_field" (field, allowed) of a day or a word that is none.
[[nodiscard]] base::Result<convention::Sheet> action_sheet(Body const& body);

// "" is nothing. Errors: "service.bad_field" (field, allowed).
[[nodiscard]] base::Result<std::optional<base::Date>> day_in(Body const& body, std::string_view field);

// The value of a word. Errors: "service.bad_field" (field, allowed).
template <class Parse>
[[nodiscard]] auto word_in(Body const& body, std::string_view field, std::string_view allowed, Parse parse)
    -> base::Result<typename decltype(parse(std::string_view()))::value_type> {
  BASSIN_TRY(auto const text, body.text(field));
  auto const found = parse(text);
  if (!found) return bad_field(field, allowed);
  return *found;
}

}  // namespace bassin::service
