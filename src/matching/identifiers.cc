#include "matching/identifiers.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <string>
#include <system_error>

#include "registry/siret.h"

namespace bassin::matching {

namespace {

constexpr std::size_t siret_digits = 14;
constexpr std::size_t siren_digits = 9;
constexpr std::size_t zeros_eaten_most = 3;  // the smallest numbers given out begin with three zeros

std::string plain(std::string_view cell) {
  std::string out;
  for (char const c : cell) {
    if ((c >= '0' && c <= '9') || c == ',' || c == '.' || c == '+' || (c >= 'A' && c <= 'Z')) out += c;
    if (c >= 'a' && c <= 'z') out += static_cast<char>(c - 'a' + 'A');
  }
  std::replace(out.begin(), out.end(), ',', '.');
  return out;
}

// "1.2345678901234E+13": its digits, where the exponent says that no more are missing.
std::string without_exponent(std::string const& text) {
  auto const exponent_at = text.find('E');
  if (exponent_at == std::string::npos || text.size() < 2 || text[1] != '.') return text;
  std::size_t exponent = 0;
  auto const* const from = text.data() + exponent_at + (text.compare(exponent_at, 2, "E+") == 0 ? 2 : 1);
  auto const [end, problem] = std::from_chars(from, text.data() + text.size(), exponent);
  auto const digits = text.substr(0, 1) + text.substr(2, exponent_at - 2);
  return problem == std::errc() && end == text.data() + text.size() && digits.size() == exponent + 1 ? digits : std::string("E");
}

// Digits alone; empty where other letters stand between.
std::string digits_of(std::string_view cell) {
  auto text = without_exponent(plain(cell));
  if (text.size() > 3 && (text.ends_with(".0") || text.ends_with(".00"))) text.erase(text.rfind('.'));
  std::erase(text, '.');
  return text.find_first_not_of("0123456789") == std::string::npos ? text : std::string();
}

Number number_of(std::string digits, std::size_t length) {
  Number number;
  number.given = true;
  if (digits.size() < length && digits.size() + zeros_eaten_most >= length) digits.insert(0, length - digits.size(), '0');
  if (digits.size() != length) return number;
  for (char const c : digits) number.value = number.value * 10 + static_cast<std::uint64_t>(c - '0');
  number.good = number.value != 0 && registry::control_digit_holds(number.value);
  return number;
}

bool says_something(std::string_view cell) {
  return std::any_of(cell.begin(), cell.end(), [](unsigned char c) { return c > ' ' && c != '-' && c != '.' && c < 0x80; });
}

}  // namespace

Number read_siret(std::string_view cell) {
  if (!says_something(cell)) return {};
  return number_of(digits_of(cell), siret_digits);
}

Number read_siren(std::string_view cell) {
  if (!says_something(cell)) return {};
  auto const text = plain(cell);
  if (text.starts_with("FR") && text.size() == 2 + 2 + siren_digits) return number_of(digits_of(text.substr(4)), siren_digits);
  return number_of(digits_of(cell), siren_digits);
}

}  // namespace bassin::matching
