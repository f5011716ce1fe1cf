// Single values of one row, as a question sees them: for lines of lists and files of one business.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/date.h"
#include "query/internal/tables.h"
#include "query/view.h"

namespace bassin::query::internal {

// State, activity and employer of a row, today or at a day.
struct RowState {
  std::uint8_t state = 0;  // state_not_there where it did not exist
  std::uint8_t employer = 0;
  std::uint16_t activity = 0;  // of ActivityTable
  bool activity_corrected = false;
};
[[nodiscard]] RowState state_of(View const& view, std::uint32_t row, std::optional<base::Date> at);

// The first period of the run of periods in one state that `period` ends; `first` is the row's first. A period that the next
// replaces on its first day says nothing.
[[nodiscard]] std::uint32_t run_start(registry::History const& history, std::uint32_t first, std::uint32_t period);
// Since when a row of the register is in the state that it has at the day, or today: by the history, else by the stock row,
// as far as that says it of the day. ISO; "" unknown.
[[nodiscard]] std::string in_state_since(View const& view, std::uint32_t row, std::optional<base::Date> at);

// ISO date of a DayCode; `exact` is what the column beside it keeps for dates outside a DayCode.
[[nodiscard]] std::string date_text(std::uint16_t code, std::string_view exact);

}  // namespace bassin::query::internal
