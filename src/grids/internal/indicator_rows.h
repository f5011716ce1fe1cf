// Rows of indicators under headings.
#pragma once

#include <string>
#include <vector>

#include "grids/indicator.h"
#include "sql/session.h"

namespace bassin::grids::internal {

// `which`: a condition over the table grid_indicator with ":id"; those that were removed are left out. Two statements.
[[nodiscard]] base::Result<std::vector<Indicator>> read_indicators(sql::Session& session, std::string_view which, std::string const& id);
inline constexpr std::string_view of_grid = "heading in (select id from grid_heading where grid = :id and removed_at is null)";
[[nodiscard]] base::Result<void> insert(sql::Session& session, Indicator const& indicator);
[[nodiscard]] base::Result<void> update(sql::Session& session, Indicator const& indicator);
[[nodiscard]] std::string json_of(Indicator const& indicator);

}  // namespace bassin::grids::internal
