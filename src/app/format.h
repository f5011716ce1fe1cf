// Numbers, dates and sizes as a reader of French or English expects them. Files (JSON, CSV) use none of this.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/date.h"
#include "reference/language.h"

namespace bassin::app {

using reference::Label;
using reference::Language;

// U+202F, which French typography puts between groups of three digits and never lets a line break at.
inline constexpr std::string_view narrow_space = "\u202f";
inline constexpr std::string_view no_break_space = "\u00a0";

// "77 008" in French (with narrow_space), "77,008" in English; four digits are grouped too, so that columns align.
[[nodiscard]] std::string format_number(std::int64_t value, Language language);
// With that many decimals: "4,2" or "4.2".
[[nodiscard]] std::string format_decimal(double value, int decimals, Language language);
// A share of 1: "4,2 %" or "4.2%".
[[nodiscard]] std::string format_share(double share, Language language);
// "04/06/2016" in French; ISO "2016-06-04" in English, which no reader takes for another day.
[[nodiscard]] std::string format_date(base::Date date, Language language);
// The text with every ISO date in it written as format_date() does: for sentences made by modules that know no typography.
[[nodiscard]] std::string with_dates(std::string_view text, Language language);
// In the unit that leaves one to three digits: "812 Mo", "812 MB".
[[nodiscard]] std::string format_bytes(std::uint64_t bytes, Language language);
// "3 min 20 s", "12 s", "2 h 05 min": rounded to what a waiting person wants to know.
[[nodiscard]] std::string format_duration(double seconds);
// Puts the no-break spaces of French typography where the text has plain ones: before : ; ? ! % », after «.
[[nodiscard]] std::string french_typography(std::string_view text);
// The label's text in that language, with its typography.
[[nodiscard]] std::string say(Label label, Language language);

}  // namespace bassin::app
