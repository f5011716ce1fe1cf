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

namespace {

bool is_of_field(Dimension d) { return d == Dimension::field; }
bool is_by_employer(Dimension d) { return d == Dimension::employer || is_of_field(d); }
bool is_by_activity(Dimension d) { return d <= Dimension::subclass || is_of_field(d); }
bool is_by_2025(Dimension d) { return d >= Dimension::section_2025 && d <= Dimension::subclass_2025; }
bool is_by_legal_form(Dimension d) {
  return (d >= Dimension::legal_1 && d <= Dimension::legal_3) || d == Dimension::chamber || is_of_field(d);
}

// Values of today that a dimension counts by in a question about a day.
std::vector<std::string> undated(Plan const& plan, Dimension dimension) {
  std::vector<std::string> out;
  auto const add = [&](bool used, std::string_view name) {
    if (used) out.emplace_back(name);
  };
  add(is_today_value(dimension), id_of(dimension));
  add(is_by_activity(dimension) && !plan.use_history, "activity");
  add(is_by_employer(dimension) && !plan.use_history, "employer");
  add(is_by_employer(dimension), "size");
  add(is_of_field(dimension), "legal");
  add(is_of_field(dimension), "chamber");
  return out;
}

void add_once(bool holds, Caveat::Code code, Scope& scope) {
  auto const& caveats = scope.caveats;
  bool const said = std::any_of(caveats.begin(), caveats.end(), [code](Caveat const& c) { return c.code == code; });
  if (holds && !said) scope.caveats.push_back({code, {}});
}

}  // namespace

void add_caveats(Plan const& plan, Totals const& totals, std::span<Dimension const> dimensions, Scope& scope) {
  for (auto const dimension : dimensions) {
    if (plan.at) add_today_values(undated(plan, dimension), scope);
    add_once(is_by_2025(dimension) && !plan.tables->any_2025, Caveat::Code::activity_2025_absent, scope);
    add_once(is_by_legal_form(dimension) && !scope.legal_forms_known, Caveat::Code::legal_form_unknown, scope);
  }
  add_without_history(totals.without_history(), scope);
}

}  // namespace bassin::query::internal
