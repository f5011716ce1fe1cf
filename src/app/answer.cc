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

bool has_masked(Answer const& answer, bool for_people) {
  auto const masked = [&](Table const& table, Row const& row) {
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      if (std::holds_alternative<Masked>(row.cells[c]) && (!for_people || table.columns[c].in_table)) return true;
    }
    return false;
  };
  for (auto const& table : answer.tables) {
    if (!(for_people ? table.for_people : table.for_programs)) continue;
    if (std::any_of(table.rows.begin(), table.rows.end(), [&](Row const& row) { return masked(table, row); })) return true;
  }
  return false;
}

Table const* table_for_programs(Answer const& answer) {
  auto const found = std::find_if(answer.tables.begin(), answer.tables.end(), [](Table const& table) { return table.for_programs; });
  return found == answer.tables.end() ? nullptr : &*found;
}

}  // namespace bassin::app
