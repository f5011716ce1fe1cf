#include "query/internal/totals.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace bassin::query::internal {

void Totals::add(Plan const& plan, Block& block, std::uint16_t const* rows, std::uint32_t count) {
  rows_ += count;
  if (!plan.use_history) return;
  for (std::uint32_t j = 0; j < count; ++j) without_history_ += block.without_history(rows[j]) ? 1U : 0U;
}

void add_today_values(std::span<std::string const> names, Scope& scope) {
  if (names.empty()) return;
  auto const is_it = [](Caveat const& c) { return c.code == Caveat::Code::today_value; };
  auto at = std::find_if(scope.caveats.begin(), scope.caveats.end(), is_it);
  if (at == scope.caveats.end()) at = scope.caveats.insert(scope.caveats.begin(), Caveat{Caveat::Code::today_value, {}});
  for (auto const& name : names) {
    if (std::find(at->values.begin(), at->values.end(), name) == at->values.end()) at->values.push_back(name);
  }
}

void add_without_history(std::uint64_t rows, Scope& scope) {
  if (rows != 0) scope.caveats.push_back({Caveat::Code::rows_without_history, {fmt::format("{}", rows)}});
}

void add_caveats(Plan const& plan, Totals const& totals, std::span<Dimension const> dimensions, Scope& scope) {
  if (plan.at) {
    std::vector<std::string> undated;
    for (auto const dimension : dimensions) {
      if (is_today_value(dimension)) undated.emplace_back(id_of(dimension));
    }
    add_today_values(undated, scope);
  }
  add_without_history(totals.without_history(), scope);
  bool const by_2025 = std::any_of(dimensions.begin(), dimensions.end(),
                                   [](Dimension d) { return d >= Dimension::section_2025 && d <= Dimension::subclass_2025; });
  bool const said =
      std::any_of(scope.caveats.begin(), scope.caveats.end(), [](Caveat const& c) { return c.code == Caveat::Code::activity_2025_absent; });
  if (by_2025 && !plan.tables->any_2025 && !said) scope.caveats.push_back({Caveat::Code::activity_2025_absent, {}});
}

}  // namespace bassin::query::internal
