// The first rows of an order, by looking at every row that passes.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "query/internal/sorter.h"

namespace bassin::query::internal {

struct ScannedRows {
  std::vector<Placed> rows;  // in order
  std::uint64_t total = 0;   // rows of the ranges that pass, before `after` too
};
[[nodiscard]] ScannedRows scan_rows(Plan const& plan, Sort const& sort, std::vector<Range> const& ranges, std::size_t limit,
                                    std::optional<OrderKey> after);
[[nodiscard]] std::uint64_t count_rows(Plan const& plan);
[[nodiscard]] OrderKey key_of(Plan const& plan, Sort const& sort, std::uint32_t row);

}  // namespace bassin::query::internal
