// The establishments of one legal unit, by its row.
#pragma once

#include <optional>

#include "query/unit_rows.h"

namespace bassin::query::internal {

// `except`: one that is left out. Throws column::Damaged.
[[nodiscard]] UnitRows unit_rows(registry::Snapshot const& snapshot, std::uint32_t unit, std::optional<std::uint32_t> except);

}  // namespace bassin::query::internal
