#include "query/unlocated.h"

#include <fmt/format.h>

#include "query/internal/evaluate.h"
#include "query/internal/guard.h"
#include "query/internal/unlocated.h"

namespace bassin::query {

base::Result<Unlocated> unlocated(PreparedFilter const& filter) {
  return internal::guarded([&]() -> base::Result<Unlocated> { return internal::count_unlocated(filter.plan()); });
}

base::Result<std::vector<std::uint32_t>> unlocated_rows(PreparedFilter const& filter) {
  return internal::guarded([&]() -> base::Result<std::vector<std::uint32_t>> {
    if (!filter.plan().zone) return std::vector<std::uint32_t>();
    return internal::passing_rows(internal::without_position(filter.plan()));
  });
}

void add_caveats(Unlocated const& unlocated, Scope& scope) {
  auto const add = [&](Caveat::Code code, std::uint64_t rows) {
    if (rows != 0) scope.caveats.push_back({code, {fmt::format("{}", rows)}});
  };
  add(Caveat::Code::positions_masked, unlocated.masked);
  add(Caveat::Code::positions_absent, unlocated.total - unlocated.masked);
}

}  // namespace bassin::query
