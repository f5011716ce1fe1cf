#include "sheetfile/number.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <system_error>

#include <fmt/format.h>

#include "base/date.h"

namespace bassin::sheetfile {

namespace {

using Kind = NumberFormat::Kind;

constexpr double whole_most = 9007199254740992.0;  // 2^53
constexpr std::int64_t seconds_of_day = 86'400;

// The first section of a format code with what it quotes kept apart: `signs` has one place a character, `quoted` says which of them are
// text.
struct Section {
  std::string signs;
  std::string quoted;  // 'q' or ' '
};

std::size_t closing(std::string_view code, std::size_t from, char sign) {
  auto const end = code.find(sign, from);
  return end == std::string_view::npos ? code.size() : end;
}

Section first_section(std::string_view code) {
  Section out;
  auto const add = [&](std::string_view text, char kind) {
    out.signs.append(text);
    out.quoted.append(text.size(), kind);
  };
  for (std::size_t at = 0; at < code.size() && code[at] != ';'; ++at) {
    if (code[at] == '"') {
      auto const end = closing(code, at + 1, '"');
      add(code.substr(at + 1, end - at - 1), 'q');
      at = end;
    } else if (code[at] == '\\' && at + 1 < code.size()) {
      add(code.substr(++at, 1), 'q');
    } else if (code[at] == '_' || code[at] == '*') {
      ++at;  // a blank as wide as the next sign, or that sign again and again
    } else if (code[at] == '[') {
      auto const end = closing(code, at, ']');  // colour, currency, condition; [h] counts hours
      auto const inside = code.substr(at + 1, end - at - 1);
      if (!inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos) add(inside, ' ');
      at = end;
    } else {
      add(code.substr(at, 1), ' ');
    }
  }
  return out;
}

std::string unquoted(Section const& section) {
  std::string out;
  for (std::size_t i = 0; i < section.signs.size(); ++i) {
    char const c = section.signs[i];
    if (section.quoted[i] == ' ') out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

std::optional<Kind> date_kind(std::string signs) {
  for (auto at = signs.find("general"); at != std::string::npos; at = signs.find("general")) signs.erase(at, 7);
  bool const day = signs.find_first_of("dyj") != std::string::npos;
  bool const clock = signs.find_first_of("hs") != std::string::npos;
  bool const month = signs.find('m') != std::string::npos;
  if (clock) return day ? Kind::date_time : Kind::time;
  if (day || month) return Kind::date;
  return std::nullopt;
}

// A format of nothing but figures and fixed signs, where the fixed signs or leading zeros say something.
bool is_digits(Section const& section) {
  bool telling = false;
  std::size_t places = 0;
  for (std::size_t i = 0; i < section.signs.size(); ++i) {
    char const c = section.signs[i];
    bool const place = section.quoted[i] == ' ' && (c == '0' || c == '#' || c == '?');
    bool const blank = section.quoted[i] == 'q' || c == ' ' || c == '-' || c == '/';
    if (!place && !blank) return false;
    places += place ? 1 : 0;
    if (places > 1 && place && c == '0') telling = true;
    if (places > 0 && !place) telling = true;
  }
  return telling && places >= 2;
}

std::string digits_by(std::string_view pattern, std::string digits) {
  auto const is_place = [](char c) { return c == '0' || c == '#' || c == '?'; };
  std::string out;
  for (auto place = pattern.rbegin(); place != pattern.rend(); ++place) {
    if (!is_place(*place)) {
      out += *place;
      continue;
    }
    bool const more = std::any_of(place + 1, pattern.rend(), is_place);
    if (!digits.empty()) {
      out += digits.back();
      digits.pop_back();
    } else if (*place == '0') {
      out += '0';
    }
    if (!more) {
      for (; !digits.empty(); digits.pop_back()) out += digits.back();
    }
  }
  std::reverse(out.begin(), out.end());
  return out;
}

std::string trimmed_fixed(double value, int decimals) {
  auto text = fmt::format("{:.{}f}", value, decimals);
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
  }
  return text == "-0" ? "0" : text;
}

std::string show_day(double value, Kind kind, bool from_1904) {
  auto const seconds = std::llround(value * static_cast<double>(seconds_of_day));
  auto days = seconds / seconds_of_day;
  auto const rest = seconds % seconds_of_day;
  if (kind == Kind::time && days == 0) return show_time(rest);
  // Excel knows a 29 February 1900 that never was: days before it are one too few.
  auto const first = from_1904 ? base::make_date(1904, 1, 1) : base::make_date(1899, 12, 30);
  if (!from_1904 && days < 61) ++days;
  base::Date const day{first.days + static_cast<std::int32_t>(days)};
  auto const text = base::to_iso(day);
  return rest == 0 && kind != Kind::time ? text : text + " " + show_time(rest);
}

}  // namespace

NumberFormat parse_format(std::string_view code) {
  auto const section = first_section(code);
  auto const signs = unquoted(section);
  if (signs.find('%') != std::string::npos) return {Kind::percent, {}};
  if (is_digits(section)) return {Kind::digits, section.signs};
  if (signs.find_first_of("0#?") == std::string::npos || signs.find(':') != std::string::npos) {  // "mm:ss.0" counts tenths
    if (auto const kind = date_kind(signs)) return {*kind, {}};
  }
  return {};
}

NumberFormat builtin_format(std::size_t id) {
  if (id == 9 || id == 10) return {Kind::percent, {}};
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58)) return {Kind::date, {}};
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47)) return {Kind::time, {}};
  if (id == 22) return {Kind::date_time, {}};
  return {};
}

std::optional<double> parse_number(std::string_view text) {
  double value = 0;
  auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::string plain_number(double value) {
  if (std::abs(value) <= whole_most && value == std::floor(value)) return fmt::format("{}", static_cast<std::int64_t>(value));
  if (std::abs(value) >= 1e21 || std::abs(value) < 1e-9) return fmt::format("{:.15g}", value);
  auto const before = static_cast<int>(std::floor(std::log10(std::abs(value)))) + 1;
  return trimmed_fixed(value, std::clamp(15 - before, 0, 20));
}

std::string show_iso_day(std::string_view iso) {
  auto const clock = iso.find('T');
  if (clock == std::string_view::npos) return std::string(iso);
  auto const day = std::string(iso.substr(0, clock));
  auto const rest = iso.substr(clock + 1);
  return rest.find_first_of("123456789") == std::string_view::npos ? day : day + " " + std::string(rest);
}

std::string show_time(std::int64_t seconds) {
  auto const hours = seconds / 3600;
  auto const minutes = seconds / 60 % 60;
  if (seconds % 60 == 0) return fmt::format("{:02}:{:02}", hours, minutes);
  return fmt::format("{:02}:{:02}:{:02}", hours, minutes, seconds % 60);
}

std::string show_number(double value, NumberFormat const& format, bool from_1904) {
  constexpr double days_most = 2'958'466;  // 9999-12-31
  switch (format.kind) {
    case Kind::percent: return plain_number(value * 100) + "%";
    case Kind::digits:
      return value >= 0 && value <= whole_most && value == std::floor(value) ? digits_by(format.pattern, plain_number(value))
                                                                             : plain_number(value);
    case Kind::date:
    case Kind::time:
    case Kind::date_time:
      return value >= 0 && value < days_most - (from_1904 ? 1462 : 0) ? show_day(value, format.kind, from_1904) : plain_number(value);
    case Kind::plain: break;
  }
  return plain_number(value);
}

}  // namespace bassin::sheetfile
