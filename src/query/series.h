// Stock, creations and closures over time. docs/formats/query.md states the definition.
#pragma once

#include <cstdint>
#include <vector>

#include "base/date.h"
#include "query/filter.h"

namespace bassin::query {

enum class Step : std::uint8_t { year, month };

struct SeriesRequest {
  Step step = Step::year;
  base::Date from;  // the first period is the one that holds this day
  base::Date to;    // the last period is the one that holds this day
};

// stock of the next point = stock + creations + reopenings + changes_in - closures - changes_out.
struct SeriesPoint {
  base::Date start;              // first day of the year or month
  std::uint64_t stock = 0;       // when that day begins: what opens on the day itself is a creation of the period
  std::uint64_t creations = 0;   // active for the first time
  std::uint64_t reopenings = 0;  // active again
  std::uint64_t closures = 0;
  std::uint64_t changes_in = 0;   // already active, entered by a change of activity or employer
  std::uint64_t changes_out = 0;  // still active, left by such a change
  friend bool operator==(SeriesPoint const&, SeriesPoint const&) = default;
};

struct Series {
  Scope scope;  // with a zone, how many it cannot locate of those that count at some time of the series
  std::vector<SeriesPoint> points;
  std::uint64_t stock_after = 0;  // when the day after the last period begins
};

// The filter's state must be left out or active, and its date left out. Corrections of activity are left aside, as in any
// question about other days than today. Errors: "query.not_in_series" (name), "query.bad_series_range" (from, to, first,
// last, most) for a reversed range, days outside first to last or more than `most` periods (2,400), "image.damaged".
[[nodiscard]] base::Result<Series> series(PreparedFilter const& filter, SeriesRequest const& request);

}  // namespace bassin::query
