// A count: in all, by one dimension, or crossed by two; the whole filter applies.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "query/facets.h"

namespace bassin::query {

struct CountRequest {
  std::optional<Dimension> by;
  std::optional<Dimension> across;  // only with `by`
};

struct Cell {
  std::string key;     // of `by`
  std::string across;  // of `across`
  std::uint64_t count = 0;
  friend bool operator==(Cell const&, Cell const&) = default;
};

struct Count {
  Scope scope;
  std::uint64_t total = 0;
  std::optional<Facet> by;  // margins
  std::optional<Facet> across;
  std::vector<Cell> cells;  // by key, then across; none is 0; with `across` only
};

// Errors: "query.bad_value" (name "by", value, allowed) for `across` without `by` or equal to it, "image.damaged".
[[nodiscard]] base::Result<Count> count(PreparedFilter const& filter, CountRequest const& request);

}  // namespace bassin::query
