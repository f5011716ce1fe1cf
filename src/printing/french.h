// Figures and days as French readers write them, and the words of a convention's enumerations.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace bassin::printing {

// "12 000", with narrow spaces that do not break.
[[nodiscard]] std::string number(std::int64_t value);
// "12 000", "12,5": at most one digit behind the comma, none where it is zero.
[[nodiscard]] std::string figure(double value);
// "47 %" of 0.47.
[[nodiscard]] std::string share(double value);
// "12 000 €", "12 000,50 €" of cents.
[[nodiscard]] std::string euros(std::int64_t cents);
// Days of 7 hours, of minutes: "12,5".
[[nodiscard]] std::string days_of_minutes(std::int64_t minutes);
// Days, of half days: "12,5".
[[nodiscard]] std::string days_of_halves(std::int64_t half_days);
// "1er janvier 2026" of "2026-01-01"; what is no day stays as it is.
[[nodiscard]] std::string long_day(std::string_view iso);
// "janv. 26" of "2026-01".
[[nodiscard]] std::string short_month(std::string_view iso);

// The word for an id that the server answers: word("progress", "to_start") is « à lancer »; the id itself where there is none.
[[nodiscard]] std::string word(std::string_view what, std::string_view id);

}  // namespace bassin::printing
