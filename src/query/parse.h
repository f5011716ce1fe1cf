// Questions as text, for the command line and HTTP: names and values in, checked parameters out. A name may come
// several times; a value may hold several, separated by commas. docs/formats/query.md lists them.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "query/dimensions.h"
#include "query/filter.h"
#include "query/page.h"
#include "query/series.h"

namespace bassin::query {

using Parameters = std::vector<std::pair<std::string, std::string>>;

// Names that parse_filter reads: every other one is an error, so that a misspelt filter never widens an answer.
[[nodiscard]] std::vector<std::string_view> filter_names();

// `perimeter`: the date at which names and codes of territories are read.
// Errors: "query.unknown_parameter" (name, allowed), "query.bad_value" (name, value, allowed: the words that would do, or
// examples, the same in every language), "query.swapped_point", and those of reference::find_territory.
[[nodiscard]] base::Result<Filter> parse_filter(Parameters const& parameters, base::Date perimeter);
// "name", "created-desc", "distance:2.9,48.85" (longitude, latitude)...
[[nodiscard]] base::Result<Sort> parse_sort_text(std::string_view text);
// "section,size".
[[nodiscard]] base::Result<std::vector<Dimension>> parse_dimensions(std::string_view text);
// "year" or "month"; from and to as ISO dates, years or months ("2018", "2018-03").
[[nodiscard]] base::Result<SeriesRequest> parse_series(std::string_view step, std::string_view from, std::string_view to);
// "2.9,48.85".
[[nodiscard]] base::Result<geo::Point> parse_point(std::string_view name, std::string_view text);

}  // namespace bassin::query
