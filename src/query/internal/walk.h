// Pages without sorting: the snapshot keeps each département's rows by name and by date of creation.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "query/internal/sorter.h"

namespace bassin::query::internal {

// The first `limit` rows after `after`, or nothing where the orders do not serve: another sort, ranges that are not whole
// départements, a filter so narrow that a scan is cheaper, or a page that reaches what the audience is not shown.
[[nodiscard]] std::optional<std::vector<Placed>> walk(Plan const& plan, Sort const& sort, std::size_t limit, std::optional<OrderKey> after);

}  // namespace bassin::query::internal
