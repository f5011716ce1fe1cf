// The day and hour on clocks in metropolitan France, where all of it is kept in UTC.
#pragma once

#include "base/date.h"
#include "base/instant.h"

namespace bassin::base {

struct ParisTime {
  Date day;
  int hour = 0;
};
// By the rule of the European Union: summer time from the last Sunday of March to that of October, one hour after midnight in UTC.
[[nodiscard]] ParisTime paris_time(Instant at);

}  // namespace bassin::base
