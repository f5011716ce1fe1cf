#include "base/paris_time.h"

namespace bassin::base {

namespace {

// 1970-01-01 was a Thursday.
Date last_sunday(int year, unsigned month) {
  auto const last = make_date(year, month, 31);
  return {last.days - ((last.days % 7 + 7 + 3) % 7 + 1) % 7};
}

}  // namespace

ParisTime paris_time(Instant at) {
  constexpr std::int64_t hour_ms = 3'600'000;
  auto const hours = at.ms / hour_ms;
  Date const utc_day{static_cast<std::int32_t>(hours / 24)};
  auto const turn = [year = year_of(utc_day)](unsigned month) { return std::int64_t{last_sunday(year, month).days} * 24 + 1; };
  bool const summer = hours >= turn(3) && hours < turn(10);
  auto const local = hours + (summer ? 2 : 1);
  return {Date{static_cast<std::int32_t>(local / 24)}, static_cast<int>(local % 24)};
}

}  // namespace bassin::base
