// Days, times spent and lists of words as people type them into spreadsheets. What fits nothing is nothing: never guessed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace bassin::support {

// "12/03/2019", "12.3.19", "2019-03-12", "mardi 12 mars 2019", "1er avril 2019", each with an hour behind it or not. A month or a year
// alone is no day. Years of two digits are those from 1970 to 2069.
[[nodiscard]] std::optional<base::Date> day_in_cell(std::string_view text);

// "45", "45 min", "1h30", "1 h", "1,5 h", "1:30", "1:30:00": minutes, from 0 to a day. A number without a unit is minutes, and whole.
[[nodiscard]] std::optional<std::int64_t> minutes_in_cell(std::string_view text);

// "marché, zone nord ; export": each once, without blanks around it, at most 20.
[[nodiscard]] std::vector<std::string> words_in_cell(std::string_view text);

}  // namespace bassin::support
