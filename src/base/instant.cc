#include "base/instant.h"

#include <fmt/format.h>

#include "base/date.h"

namespace bassin::base {

namespace {

constexpr std::int64_t ms_of_second = 1000;
constexpr std::size_t seconds_length = 19;  // "2026-11-24T19:50:00"

}  // namespace

std::string to_iso(Instant instant) {
  auto seconds = instant.ms / ms_of_second;
  auto rest = instant.ms % ms_of_second;
  if (rest < 0) {
    rest += ms_of_second;
    --seconds;
  }
  return fmt::format("{}.{:03}Z", timestamp_to_iso(seconds), rest);
}

std::optional<Instant> parse_instant(std::string_view iso) {
  if (iso.size() != seconds_length + 5) return std::nullopt;
  auto const seconds = parse_timestamp(iso.substr(0, seconds_length));
  if (!seconds) return std::nullopt;
  std::int64_t rest = 0;
  for (auto const c : iso.substr(seconds_length + 1, 3)) {
    if (c < '0' || c > '9') return std::nullopt;
    rest = rest * 10 + (c - '0');
  }
  Instant const instant{*seconds * ms_of_second + rest};
  if (to_iso(instant) != iso) return std::nullopt;
  return instant;
}

}  // namespace bassin::base
