// What any pass over rows counts beside its answer, and the caveats that follow from it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "query/dimensions.h"
#include "query/internal/block.h"

namespace bassin::query::internal {

class Totals {
 public:
  void add(Plan const& plan, Block& block, std::uint16_t const* rows, std::uint32_t count);
  [[nodiscard]] std::uint64_t rows() const { return rows_; }
  [[nodiscard]] std::uint64_t without_history() const { return without_history_; }

 private:
  std::uint64_t rows_ = 0;
  std::uint64_t without_history_ = 0;
};

// Adds what the dimensions and the rows counted make necessary to say.
void add_caveats(Plan const& plan, Totals const& totals, std::span<Dimension const> dimensions, Scope& scope);
// Joins names to the caveat about today's values, each once.
void add_today_values(std::span<std::string const> names, Scope& scope);
void add_without_history(std::uint64_t rows, Scope& scope);

}  // namespace bassin::query::internal
