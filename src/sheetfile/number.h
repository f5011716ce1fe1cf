// Numbers as a person sees them in a cell: dates by their format, whole numbers with all their digits.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bassin::sheetfile {

// What a number format makes of a number.
struct NumberFormat {
  enum class Kind : std::uint8_t { plain, date, time, date_time, percent, digits };
  Kind kind = Kind::plain;
  // Of `digits`: what stands for each figure (`0`, and `#` where none need be), and the signs between: "0# ## ## ## ##".
  std::string pattern;
};

// By its text, as workbooks of Excel write it: "dd/mm/yyyy", "0%", "00000", `0#" "##" "##" "##" "##`.
[[nodiscard]] NumberFormat parse_format(std::string_view code);
// Those that every workbook knows by their numbers.
[[nodiscard]] NumberFormat builtin_format(std::size_t id);

// A number as XML writes it; nothing where it is none.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);

// Whole numbers up to 2^53 with all their digits, others with 15 figures, never with an exponent below 1e21.
[[nodiscard]] std::string plain_number(double value);

// "2026-03-01", "2026-03-01 14:30", "14:30"; percents as "12.5%". `from_1904`: days count from 1904 as old Macintosh programs did. A day
// that no calendar has is shown as the number that it is.
[[nodiscard]] std::string show_number(double value, NumberFormat const& format, bool from_1904);

// "2026-03-01T14:30:00": "2026-03-01 14:30:00", and the day alone where the clock shows nothing but zeros.
[[nodiscard]] std::string show_iso_day(std::string_view iso);

// "14:30" or "14:30:05", of a fraction of a day or more.
[[nodiscard]] std::string show_time(std::int64_t seconds);

}  // namespace bassin::sheetfile
