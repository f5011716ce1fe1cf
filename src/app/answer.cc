#include "app/answer.h"

#include <algorithm>

namespace bassin::app {

Cell text_cell(std::string_view text) {
  if (text.empty()) return Absent{};
  return std::string(text);
}

Cell date_cell(std::optional<base::Date> date) {
  if (!date) return Absent{};
  return *date;
}

Cell iso_cell(std::string_view iso) { return date_cell(base::parse_date(iso)); }

Cell number_cell(std::uint64_t number) { return static_cast<std::int64_t>(number); }

bool has_masked(Answer const& answer) {
  auto const masked = [](Cell const& cell) { return std::holds_alternative<Masked>(cell); };
  auto const row = [&](Row const& r) { return std::any_of(r.cells.begin(), r.cells.end(), masked); };
  return std::any_of(answer.tables.begin(), answer.tables.end(),
                     [&](Table const& table) { return std::any_of(table.rows.begin(), table.rows.end(), row); });
}

Table const* table_for_programs(Answer const& answer) {
  auto const found = std::find_if(answer.tables.begin(), answer.tables.end(), [](Table const& table) { return table.for_programs; });
  return found == answer.tables.end() ? nullptr : &*found;
}

}  // namespace bassin::app
