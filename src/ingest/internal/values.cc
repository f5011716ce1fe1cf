#include "ingest/internal/values.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace bassin::ingest::internal {

using registry::Diffusion;
using registry::State;
using registry::Tri;

std::optional<std::uint64_t> parse_digits(std::string_view text, std::size_t digits) {
  if (text.size() != digits) return std::nullopt;
  std::uint64_t value = 0;
  for (char const c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return value;
}

std::optional<std::uint32_t> parse_number(std::string_view text) {
  if (text.empty() || text.size() > 9) return std::nullopt;
  auto const value = parse_digits(text, text.size());
  if (!value) return std::nullopt;
  return static_cast<std::uint32_t>(*value);
}

std::optional<double> parse_decimal(std::string_view text) {
  double value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

bool is_commune_code(std::string_view text) {
  if (text.size() != 5) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool const digit = text[i] >= '0' && text[i] <= '9';
    bool const corsica = i == 1 && text[0] == '2' && (text[1] == 'A' || text[1] == 'B');
    if (!digit && !corsica) return false;
  }
  return true;
}

std::string_view departement_prefix(std::string_view code) {
  bool const overseas = code.starts_with("97") || code.starts_with("98");
  return code.substr(0, overseas ? 3 : 2);
}

DateValue parse_day(std::string_view text) {
  if (text.empty()) return {};
  auto const date = base::parse_date(text);
  if (!date) return {.valid = false};
  auto const code = base::DayCode::of(*date);
  return {.code = code, .exact = code.exact() ? std::string_view() : text};
}

std::optional<std::uint32_t> parse_time(std::string_view text) {
  if (text.empty()) return 0;
  auto seconds = base::parse_timestamp(text);
  if (!seconds) {
    auto const day = base::parse_date(text);
    if (!day) return std::nullopt;
    seconds = std::int64_t{day->days} * 86400;
  }
  if (*seconds <= 0 || *seconds > std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
  return static_cast<std::uint32_t>(*seconds);
}

std::optional<std::uint8_t> parse_year(std::string_view text) {
  constexpr std::uint32_t first = 1950;
  if (text.empty()) return 0;
  auto const year = parse_number(text);
  if (!year || *year <= first || *year > first + 255) return std::nullopt;
  return static_cast<std::uint8_t>(*year - first);
}

std::optional<std::uint8_t> parse_small_count(std::string_view text) {
  if (text.empty()) return 0;
  auto const count = parse_number(text);
  if (!count) return std::nullopt;
  return static_cast<std::uint8_t>(std::min<std::uint32_t>(*count, 255));
}

std::optional<State> parse_state(std::string_view text, char closed) {
  if (text.empty()) return State::unknown;
  if (text == "A") return State::active;
  if (text.size() == 1 && text[0] == closed) return State::closed;
  return std::nullopt;
}

Diffusion parse_diffusion(std::string_view text) {
  if (text == "O") return Diffusion::open;
  if (text == "P" || text == "N") return Diffusion::partial;
  return Diffusion::unknown;
}

std::optional<Tri> parse_flag(std::string_view text) {
  if (text.empty()) return Tri::unknown;
  if (text == "true" || text == "O" || text == "1") return Tri::yes;
  if (text == "false" || text == "N" || text == "0") return Tri::no;
  return std::nullopt;
}

}  // namespace bassin::ingest::internal
