#include "app/format.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace bassin::app {
namespace {

std::string grouped(std::string digits, std::string_view separator) {
  for (auto place = static_cast<std::ptrdiff_t>(digits.size()) - 3; place > 0; place -= 3) {
    digits.insert(static_cast<std::size_t>(place), separator);
  }
  return digits;
}

bool narrow_before(std::string_view rest) {
  static constexpr std::array<std::string_view, 6> signs{":", ";", "?", "!", "%", "»"};
  return std::any_of(signs.begin(), signs.end(), [rest](std::string_view sign) { return rest.starts_with(sign); });
}

}  // namespace

std::string format_number(std::int64_t value, Language language) {
  auto const magnitude = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  auto const text = grouped(std::to_string(magnitude), language == Language::fr ? narrow_space : std::string_view(","));
  return value < 0 ? "-" + text : text;
}

std::string format_decimal(double value, int decimals, Language language) {
  auto text = fmt::format("{:.{}f}", std::abs(value), decimals);
  auto const point = text.find('.');
  auto const whole = grouped(text.substr(0, point), language == Language::fr ? narrow_space : std::string_view(","));
  auto const fraction = point == std::string::npos ? std::string() : (language == Language::fr ? "," : ".") + text.substr(point + 1);
  return (value < 0 ? "-" : "") + whole + fraction;
}

std::string format_share(double share, Language language) {
  return format_decimal(share * 100, 1, language) + (language == Language::fr ? std::string(no_break_space) + "%" : "%");
}

std::string format_date(base::Date date, Language language) {
  auto iso = base::to_iso(date);
  if (language == Language::en || iso.size() != 10) return iso;
  return iso.substr(8, 2) + "/" + iso.substr(5, 2) + "/" + iso.substr(0, 4);
}

std::string with_dates(std::string_view text, Language language) {
  constexpr std::size_t length = 10;  // of "2019-12-31"
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    auto const date = base::parse_date(text.substr(i, length));
    out += date ? format_date(*date, language) : std::string(1, text[i]);
    i += date ? length : 1;
  }
  return out;
}

std::string format_bytes(std::uint64_t bytes, Language language) {
  static constexpr std::array<std::string_view, 4> french{"ko", "Mo", "Go", "To"};
  static constexpr std::array<std::string_view, 4> english{"kB", "MB", "GB", "TB"};
  double size = static_cast<double>(bytes) / 1000;
  std::size_t unit = 0;
  for (; size >= 1000 && unit + 1 < french.size(); ++unit) size /= 1000;
  auto const number = format_decimal(size, size < 10 ? 1 : 0, language);
  return number + std::string(no_break_space) + std::string(language == Language::fr ? french[unit] : english[unit]);
}

std::string format_duration(double seconds) {
  auto const whole = static_cast<std::int64_t>(std::ceil(std::max(seconds, 0.0)));
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
}

std::string french_typography(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool const before_sign = text[i] == ' ' && narrow_before(text.substr(i + 1));
    bool const after_quote = text[i] == ' ' && text.substr(0, i).ends_with("«");
    if (before_sign || after_quote) {
      out += no_break_space;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string say(Label label, Language language) { return language == Language::fr ? french_typography(label.fr) : std::string(label.en); }

}  // namespace bassin::app
