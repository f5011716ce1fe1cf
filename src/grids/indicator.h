// Indicators under headings of a grid, and values that are entered for them: those of convention/indicator.h, whose owner is a heading.
#pragma once

#include <string>
#include <vector>

#include "convention/indicator_keeper.h"
#include "grids/grid.h"

namespace bassin::grids {

using convention::Indicator;

// By heading and code. Errors: "grid.unknown" (id).
[[nodiscard]] base::Result<std::vector<Indicator>> indicators_of(sql::Session& session, access::Reader const& reader,
                                                                 std::string const& grid);
// In force, by indicator and day. Errors: "grid.unknown" (id).
[[nodiscard]] base::Result<std::vector<convention::EnteredValue>> entered_in(sql::Session& session, access::Reader const& reader,
                                                                             std::string const& grid);

// Of headings: written by those who write the grid; values entered by its heirs too. Errors: "grid.unknown_heading",
// "grid.unknown_indicator", "grid.unknown_value" (id), "grid.not_yours", "grid.changed" (now); "grid.no_coverage": a grid has no
// perimeter. Its organisation is the one whose work counts.
[[nodiscard]] convention::IndicatorKeeper const& heading_indicators();

}  // namespace bassin::grids
