// Where rows named by the overlay stand among the names of the register.
#pragma once

#include <vector>

#include "query/internal/tables.h"

namespace bassin::query::internal {

// Local businesses and rows with another name, by row. Compares folded names with the register's in its own order:
// a few hundred steps for each, over all départements.
[[nodiscard]] std::vector<RenamedRow> place_renamed(registry::Snapshot const& snapshot, Tables const& tables);

}  // namespace bassin::query::internal
