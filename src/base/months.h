// Months on the calendar: what laws and contracts count in.
#pragma once

#include "base/date.h"

namespace bassin::base {

// The same day so many months on (or back), or the last one of a shorter month: 31 January and one month is 28 or 29 February. Held within
// the years of Date.
[[nodiscard]] Date plus_months(Date date, int months);

// The last day of a period of so many months that begins on `first`: 1 January 2018 and 36 months end on 31 December 2020.
[[nodiscard]] Date last_day_of(Date first, int months);

}  // namespace bassin::base
