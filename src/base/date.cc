#include "base/date.h"

#include <fmt/core.h>

#include <chrono>

namespace bassin::base {

namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

// Code 2 is 1900-01-01, which lies 25,567 days before 1970-01-01.
constexpr std::int32_t first_code = 2;
constexpr std::int32_t first_day = -25567;

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

year_month_day civil(Date date) { return year_month_day(sys_days(std::chrono::days(date.days))); }

}  // namespace

std::optional<Date> parse_date(std::string_view iso) {
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  auto const y = digits(iso.substr(0, 4));
  auto const m = digits(iso.substr(5, 2));
  auto const d = digits(iso.substr(8, 2));
  if (!y || !m || !d || *y == 0) return std::nullopt;
  year_month_day const ymd{year(*y), month(static_cast<unsigned>(*m)), day(static_cast<unsigned>(*d))};
  if (!ymd.ok()) return std::nullopt;
  return Date{static_cast<std::int32_t>(sys_days(ymd).time_since_epoch().count())};
}

Date make_date(int y, unsigned m, unsigned d) {
  return Date{static_cast<std::int32_t>(sys_days(year_month_day{year(y), month(m), day(d)}).time_since_epoch().count())};
}

std::string to_iso(Date date) {
  auto const ymd = civil(date);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                     static_cast<unsigned>(ymd.day()));
}

int year_of(Date date) { return static_cast<int>(civil(date).year()); }

unsigned month_of(Date date) { return static_cast<unsigned>(civil(date).month()); }

std::optional<std::int64_t> parse_timestamp(std::string_view iso) {
  if (iso.size() < 19 || iso[10] != 'T' || iso[13] != ':' || iso[16] != ':') return std::nullopt;
  auto const date = parse_date(iso.substr(0, 10));
  auto const h = digits(iso.substr(11, 2));
  auto const m = digits(iso.substr(14, 2));
  auto const s = digits(iso.substr(17, 2));
  if (!date || !h || !m || !s || *h > 23 || *m > 59 || *s > 60) return std::nullopt;
  auto const rest = iso.substr(19);
  if (!rest.empty() && rest[0] != '.' && rest != "Z") return std::nullopt;
  return std::int64_t{date->days} * 86400 + std::int64_t{*h} * 3600 + std::int64_t{*m} * 60 + *s;
}

std::string timestamp_to_iso(std::int64_t seconds) {
  auto days = seconds / 86400;
  auto rest = seconds % 86400;
  if (rest < 0) {
    rest += 86400;
    --days;
  }
  return fmt::format("{}T{:02}:{:02}:{:02}", to_iso(Date{static_cast<std::int32_t>(days)}), rest / 3600, rest / 60 % 60, rest % 60);
}

DayCode DayCode::of(Date date) {
  auto const code = std::int64_t{date.days} - first_day + first_code;
  if (code < first_code) return DayCode{before};
  if (code >= after) return DayCode{after};
  return DayCode{static_cast<std::uint16_t>(code)};
}

std::optional<Date> DayCode::date() const {
  if (v == unknown) return std::nullopt;
  if (v == before) return Date{first_day - 1};
  return Date{v - first_code + first_day};
}

}  // namespace bassin::base
