// A grid with what it comes to in a period, as an answer.
#pragma once

#include <string>

#include "convention/reading.h"
#include "grids/grid.h"
#include "service/casework_call.h"
#include "service/convention_json.h"

namespace bassin::service {

// Schema GridSummary.
[[nodiscard]] Json grid_json(grids::SeenGrid const& seen, Organisations const& names);

// That of ?from= and ?to=; else the days of this year on which the contract runs, and its whole term before and after. Errors:
// "query.bad_value", "grid.unknown" (id).
[[nodiscard]] base::Result<convention::Period> period_of(Call const& call, grids::Grid const& grid);

// Schema Grid, how each figure is counted in that language.
[[nodiscard]] base::Result<Json> grid_answer(sql::Session& session, Call const& call, std::string const& id,
                                             convention::Period const& period, reference::Language language);

}  // namespace bassin::service
