// Rules for the texts that people give of themselves and of their organisations.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace bassin::partners {

// Errors of all: "partners.bad_value" (field, allowed).

// 1 to 120 characters without control characters; spaces at the ends go.
[[nodiscard]] base::Result<std::string> clean_name(std::string_view field, std::string_view text);
// local@domain in ASCII without anything that could start a header or hide an address; spaces at the ends go.
[[nodiscard]] base::Result<std::string> clean_email(std::string_view text);
// What makes two addresses one account's: case does not count.
[[nodiscard]] std::string fold_email(std::string_view email);
// Nine digits of which the last is right (Luhn); "" is none.
[[nodiscard]] base::Result<std::string> clean_siren(std::string_view text);
// "2026-11-24"; "" is none.
[[nodiscard]] base::Result<std::string> clean_day(std::string_view field, std::string_view text);

}  // namespace bassin::partners
