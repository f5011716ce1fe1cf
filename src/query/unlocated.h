// With a zone, what an answer cannot see: the establishments that pass everything but the zone and have no position that
// the audience may use. They are of the territories asked, or without any of the communes where the zone holds a row,
// whichever rows those are: a place does not vanish because the filter asks for others.
#pragma once

#include <cstdint>
#include <vector>

#include "query/bucket.h"
#include "query/filter.h"

namespace bassin::query {

struct Unlocated {
  std::vector<Bucket> communes;  // current ones, by code
  std::uint64_t total = 0;
  std::uint64_t masked = 0;  // of them: the audience is not shown whether the register has a position
};

// Empty without a zone. A pass over the rows of those communes: count(), series(), search(), facets() and the first page of a list make it
// by themselves; an export calls it once. Errors: "image.damaged".
[[nodiscard]] base::Result<Unlocated> unlocated(PreparedFilter const& filter);
// The rows themselves, ascending: for further work inside the program, never for an answer. Errors: "image.damaged".
[[nodiscard]] base::Result<std::vector<std::uint32_t>> unlocated_rows(PreparedFilter const& filter);
// "positions-masked" and "positions-absent", with their numbers, where these are not 0.
void add_caveats(Unlocated const& unlocated, Scope& scope);

}  // namespace bassin::query
