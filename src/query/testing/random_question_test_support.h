// Filters and overlays drawn at random over a register of records.
#pragma once

#include <memory>
#include <random>

#include "query/filter.h"
#include "query/testing/records_test_support.h"

namespace bassin::query::testing {

[[nodiscard]] std::shared_ptr<Overlay const> draw_overlay(RegisterRecord const& record, std::uint64_t seed);
// Wide enough to pass some rows: each part is asked seldom.
[[nodiscard]] Filter draw_filter(RegisterRecord const& record, std::uint64_t seed);
[[nodiscard]] NamedZone draw_zone(std::uint64_t seed);

}  // namespace bassin::query::testing
