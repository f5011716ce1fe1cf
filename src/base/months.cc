#include "base/months.h"

#include <algorithm>
#include <chrono>

namespace bassin::base {

namespace {

using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr int years_most = 9999;

}  // namespace

Date plus_months(Date date, int months) {
  year_month_day const from{sys_days(std::chrono::days(date.days))};
  auto const counted =
      std::clamp((static_cast<int>(from.year()) * 12LL) + static_cast<int>(static_cast<unsigned>(from.month())) - 1 + months, 12LL,
                 years_most * 12LL + 11);
  std::chrono::year_month const month{year(static_cast<int>(counted / 12)), std::chrono::month(static_cast<unsigned>(counted % 12 + 1))};
  auto const last = year_month_day(month / std::chrono::last).day();
  return {static_cast<std::int32_t>(sys_days(month / std::min(from.day(), last)).time_since_epoch().count())};
}

Date last_day_of(Date first, int months) { return {plus_months(first, months).days - 1}; }

}  // namespace bassin::base
