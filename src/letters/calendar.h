// A calendar as RFC 5545 writes it: days, each with what is to be done on it. Knows no domain word.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/instant.h"

namespace bassin::letters {

struct CalendarEntry {
  std::string uid;  // the same for as long as the thing is there
  base::Date on;
  std::string title, description, place, url;  // plain text; but the first: ""
  std::int64_t sequence = 0;                   // grows with each change
  base::Instant changed_at;
};

// Whole days that leave the day free for other things. The same entries give the same bytes.
[[nodiscard]] std::string to_icalendar(std::string const& name, std::vector<CalendarEntry> const& entries);

}  // namespace bassin::letters
