#include "service/street_name.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace bassin::service {

namespace {

constexpr std::array<std::string_view, 4> repetitions{"BIS", "TER", "QUATER", "QUINQUIES"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

std::string_view word_at_front(std::string_view text) { return text.substr(0, std::min(text.find(' '), text.size())); }

std::string_view after(std::string_view text, std::size_t length) {
  text.remove_prefix(length);
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  return text;
}

// A letter alone ("12 B RUE…") is one only where a street follows: "12 A" is all that is known.
bool is_repetition(std::string_view word, std::string_view rest) {
  std::string upper(word);
  std::transform(upper.begin(), upper.end(), upper.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return std::find(repetitions.begin(), repetitions.end(), upper) != repetitions.end() ||
         (word.size() == 1 && is_letter(word[0]) && !rest.empty());
}

}  // namespace

HouseInStreet house_in(std::string_view address) {
  HouseInStreet out;
  auto rest = after(address, 0);
  auto const digits = static_cast<std::size_t>(std::find_if_not(rest.begin(), rest.end(), is_digit) - rest.begin());
  auto const number = word_at_front(rest);
  bool const leads = digits > 0 && digits <= 5 && number.size() <= digits + 1 && (number.size() == digits || is_letter(number.back()));
  if (leads) {
    (void)std::from_chars(number.data(), number.data() + digits, out.number);
    out.repetition = number.substr(digits);
    rest = after(rest, number.size());
    auto const next = word_at_front(rest);
    if (out.repetition.empty() && is_repetition(next, after(rest, next.size()))) {
      out.repetition = next;
      rest = after(rest, next.size());
    }
  }
  out.street = rest;
  return out;
}

}  // namespace bassin::service
