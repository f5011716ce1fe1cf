// Calendar dates as days, without a time zone.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bassin::base {

// Days since 1970-01-01 in the proleptic Gregorian calendar; years 0001 to 9999.
struct Date {
  std::int32_t days = 0;
  friend constexpr auto operator<=>(Date, Date) = default;
};

// "2018-01-31"; nothing for any other form or an impossible day. A time after 'T' is refused.
[[nodiscard]] std::optional<Date> parse_date(std::string_view iso);
[[nodiscard]] Date make_date(int year, unsigned month, unsigned day);
[[nodiscard]] std::string to_iso(Date date);
[[nodiscard]] int year_of(Date date);
[[nodiscard]] unsigned month_of(Date date);

// "2021-11-14T14:00:59" (a trailing fraction or Z is accepted) -> seconds since 1970, read as UTC.
[[nodiscard]] std::optional<std::int64_t> parse_timestamp(std::string_view iso);
[[nodiscard]] std::string timestamp_to_iso(std::int64_t seconds);

// A date in 16 bits, for columns. Order is kept: comparing two codes compares their dates, except among the
// dates beyond either end, which share one code and whose exact value a column keeps beside.
struct DayCode {
  static constexpr std::uint16_t unknown = 0;    // no date
  static constexpr std::uint16_t before = 1;     // before 1900-01-01
  static constexpr std::uint16_t after = 65535;  // after 2079-06-03
  std::uint16_t v = unknown;

  [[nodiscard]] static DayCode of(Date date);
  [[nodiscard]] static DayCode of(std::optional<Date> date) { return date ? of(*date) : DayCode{}; }
  [[nodiscard]] bool exact() const { return v > before && v < after; }
  // The date; for a code that is not exact the nearest date that has a code, nothing for unknown.
  [[nodiscard]] std::optional<Date> date() const;
  friend constexpr auto operator<=>(DayCode, DayCode) = default;
};

}  // namespace bassin::base
