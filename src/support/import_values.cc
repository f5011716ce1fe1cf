#include "support/import_values.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/fold.h"

namespace bassin::support {

namespace {

using base::Date;

constexpr std::int64_t day_minutes = 24 * 60;
constexpr std::size_t words_most = 20;

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view trimmed(std::string_view text) {
  auto const blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

// All digits, at most nine of them.
std::optional<int> number_of(std::string_view text) {
  int out = 0;
  if (text.empty() || text.size() > 9 || !std::all_of(text.begin(), text.end(), is_digit)) return std::nullopt;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

std::optional<Date> date_of(int year, int month, int day) {
  if (year < 100) year += year < 70 ? 2000 : 1900;
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  auto const date = base::make_date(year, static_cast<unsigned>(month), 1);
  Date const out{date.days + day - 1};
  return base::month_of(out) == static_cast<unsigned>(month) ? std::optional(out) : std::nullopt;
}

// "14:30", "14:30:00", "14h30", "00:00:00.000": what may stand behind a day.
bool is_hour(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return is_digit(c) || c == ':' || c == '.' || c == 'h' || c == 'H' || c == 'Z'; }) &&
         (text.empty() || is_digit(text.front()));
}

std::vector<std::string_view> split(std::string_view text, std::string_view at) {
  std::vector<std::string_view> out;
  for (;;) {
    auto const cut = text.find_first_of(at);
    out.push_back(text.substr(0, cut));
    if (cut == std::string_view::npos) return out;
    text.remove_prefix(cut + 1);
  }
}

// One sign between all three.
std::optional<Date> in_numbers(std::string_view text) {
  auto const sign = std::find_if_not(text.begin(), text.end(), is_digit);
  if (sign == text.end() || (*sign != '/' && *sign != '.' && *sign != '-')) return std::nullopt;
  auto const parts = split(text, std::string_view(&*sign, 1));
  if (parts.size() != 3) return std::nullopt;
  auto const first = number_of(parts[0]), second = number_of(parts[1]), third = number_of(parts[2]);
  if (!first || !second || !third) return std::nullopt;
  if (parts[0].size() == 4) return date_of(*first, *second, *third);
  bool const plain = parts[0].size() <= 2 && parts[1].size() <= 2 && (parts[2].size() == 2 || parts[2].size() == 4);
  return plain ? date_of(*third, *second, *first) : std::nullopt;
}

std::optional<int> month_named(std::string_view folded) {
  constexpr std::array<std::string_view, 12> names{"JANVIER", "FEVRIER", "MARS",      "AVRIL",   "MAI",      "JUIN",
                                                   "JUILLET", "AOUT",    "SEPTEMBRE", "OCTOBRE", "NOVEMBRE", "DECEMBRE"};
  constexpr std::array<std::string_view, 12> cut{"JANV", "FEVR", "MARS", "AVR", "MAI", "JUIN", "JUIL", "AOUT", "SEPT", "OCT", "NOV", "DEC"};
  for (std::size_t i = 0; i < names.size(); ++i)
    if (folded == names[i] || folded == cut[i]) return static_cast<int>(i) + 1;
  return std::nullopt;
}

bool is_weekday(std::string_view folded) {
  constexpr std::array<std::string_view, 14> names{"LUNDI", "MARDI", "MERCREDI", "JEUDI", "VENDREDI", "SAMEDI", "DIMANCHE",
                                                   "LUN",   "MAR",   "MER",      "JEU",   "VEN",      "SAM",    "DIM"};
  return std::find(names.begin(), names.end(), folded) != names.end();
}

// "mardi 12 mars 2019".
std::optional<Date> in_words(std::string_view text) {
  auto const folded = base::fold(text);
  auto words = base::words(folded);
  if (!words.empty() && is_weekday(words.front())) words.erase(words.begin());
  if (words.size() < 3) return std::nullopt;
  auto const day = words[0] == "1ER" ? std::optional(1) : number_of(words[0]);
  auto const month = month_named(words[1]);
  auto const year = number_of(words[2]);
  bool const good = day && month && year && words[2].size() == 4;
  bool const alone = words.size() == 3 || std::all_of(words.begin() + 3, words.end(), [](auto const& word) { return is_hour(word); });
  return good && alone ? date_of(*year, *month, *day) : std::nullopt;
}

std::optional<std::int64_t> bounded(std::int64_t minutes) {
  return minutes >= 0 && minutes <= day_minutes ? std::optional(minutes) : std::nullopt;
}

// "1:30", "01:30:00"; seconds that are none are no time spent that anybody writes.
std::optional<std::int64_t> of_clock(std::string_view text) {
  auto const parts = split(text, ":");
  if (parts.size() < 2 || parts.size() > 3) return std::nullopt;
  auto const hours = number_of(parts[0]), minutes = number_of(parts[1]);
  auto const seconds = parts.size() == 3 ? number_of(parts[2]) : std::optional(0);
  if (!hours || !minutes || !seconds || *hours > 24 || *minutes > 59 || *seconds != 0 || parts[1].size() != 2) return std::nullopt;
  return bounded(std::int64_t{*hours} * 60 + *minutes);
}

// "1,5", "0.25", "2": of hours; parts of a minute are refused.
std::optional<std::int64_t> of_hours(std::string_view text) {
  auto const comma = text.find_first_of(",.");
  auto const whole = number_of(text.substr(0, comma));
  if (!whole || *whole > 24) return std::nullopt;
  if (comma == std::string_view::npos) return bounded(std::int64_t{*whole} * 60);
  auto const digits = text.substr(comma + 1);
  auto const part = number_of(digits);
  if (!part || digits.size() > 4) return std::nullopt;
  std::int64_t scale = 1;
  for (std::size_t i = 0; i < digits.size(); ++i) scale *= 10;
  if (std::int64_t{*part} * 60 % scale != 0) return std::nullopt;
  return bounded(std::int64_t{*whole} * 60 + std::int64_t{*part} * 60 / scale);
}

// What stands before one of the units, longest first; nothing where none of them ends the text.
template <std::size_t n>
std::optional<std::string> without_unit(std::string_view text, std::array<std::string_view, n> const& units) {
  for (auto const unit : units)
    if (text.size() > unit.size() && text.ends_with(unit)) return std::string(trimmed(text.substr(0, text.size() - unit.size())));
  return std::nullopt;
}

constexpr std::array<std::string_view, 5> minute_units{"minutes", "minute", "min", "mn", "'"};
constexpr std::array<std::string_view, 3> hour_units{"heures", "heure", "h"};

std::string lower(std::string_view text) {
  std::string out(text);
  for (auto& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

}  // namespace

std::optional<Date> day_in_cell(std::string_view text) {
  text = trimmed(text);
  if (text.empty() || text.size() > 60) return std::nullopt;
  auto const end = std::min(text.find_first_of(" T"), text.size());
  auto const behind = trimmed(text.substr(std::min(end + 1, text.size())));
  if (auto const day = in_numbers(text.substr(0, end)); day && is_hour(behind)) return day;
  return in_words(text);
}

std::optional<std::int64_t> minutes_in_cell(std::string_view text) {
  auto const low = lower(trimmed(text));
  if (low.size() > 30) return std::nullopt;
  if (low.find(':') != std::string::npos) return of_clock(low);
  auto const bare = without_unit(low, minute_units).value_or(low);
  if (auto const minutes = number_of(bare)) return bounded(*minutes);
  if (auto const hours = without_unit(low, hour_units)) return of_hours(*hours);
  // "1h30", "1 h 30 min".
  auto const sign = bare.find('h');
  if (sign == std::string::npos) return std::nullopt;
  auto const hours = number_of(trimmed(std::string_view(bare).substr(0, sign)));
  auto const minutes = number_of(trimmed(std::string_view(bare).substr(sign + 1)));
  if (!hours || !minutes || *hours > 24 || *minutes > 59) return std::nullopt;
  return bounded(std::int64_t{*hours} * 60 + *minutes);
}

std::vector<std::string> words_in_cell(std::string_view text) {
  std::vector<std::string> out;
  for (auto const piece : split(text, ",;|\n")) {
    auto const word = trimmed(piece);
    if (word.empty() || out.size() == words_most) continue;
    if (std::find(out.begin(), out.end(), word) == out.end()) out.emplace_back(word);
  }
  return out;
}

}  // namespace bassin::support
