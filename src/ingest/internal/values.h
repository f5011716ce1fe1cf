// Values as the official files write them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/date.h"
#include "registry/values.h"

namespace bassin::ingest::internal {

// A text of exactly that many digits.
[[nodiscard]] std::optional<std::uint64_t> parse_digits(std::string_view text, std::size_t digits);
// At most nine digits, or nothing.
[[nodiscard]] std::optional<std::uint32_t> parse_number(std::string_view text);
// The whole text is one finite number, with a point.
[[nodiscard]] std::optional<double> parse_decimal(std::string_view text);

// "77142", "2A004"; the empty text is none.
[[nodiscard]] bool is_commune_code(std::string_view text);
// "75" of "75056", "974" of "97411": the first three characters for 97 and 98.
[[nodiscard]] std::string_view departement_prefix(std::string_view commune_code);

// A date in a column: its code, and the text itself where the code does not say it exactly.
struct DateValue {
  base::DayCode code;
  std::string_view exact;
  bool valid = true;
};
[[nodiscard]] DateValue parse_day(std::string_view text);
// Seconds since 1970 from a time or a day, 0 for an empty text; nothing for what is neither or does not fit.
[[nodiscard]] std::optional<std::uint32_t> parse_time(std::string_view text);
// Year as columns hold it: years since 1950, 0 unknown.
[[nodiscard]] std::optional<std::uint8_t> parse_year(std::string_view text);

// 0 to 255, greater counts as 255; 0 for an empty text.
[[nodiscard]] std::optional<std::uint8_t> parse_small_count(std::string_view text);

// Nothing for a text that is none of those allowed; an empty text is unknown.
[[nodiscard]] std::optional<registry::State> parse_state(std::string_view text, char closed);  // 'F', or 'C' for a unit
[[nodiscard]] registry::Diffusion parse_diffusion(std::string_view text);                      // unknown for any other text
[[nodiscard]] std::optional<registry::Tri> parse_flag(std::string_view text);                  // true false O N 1 0

}  // namespace bassin::ingest::internal
