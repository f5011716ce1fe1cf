// The same question about the rows that a zone cannot see.
#pragma once

#include "query/internal/plan.h"
#include "query/unlocated.h"

namespace bassin::query::internal {

// With "no position to use" in place of the zone. The plan has a zone.
[[nodiscard]] Plan without_position(Plan const& plan);
// Nothing for a plan without a zone.
[[nodiscard]] Unlocated count_unlocated(Plan const& plan);

}  // namespace bassin::query::internal
