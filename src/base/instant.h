// Moments in UTC to the millisecond, as records of the casework store keep them.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace bassin::base {

struct Instant {
  std::int64_t ms = 0;  // since 1970

  [[nodiscard]] constexpr Instant plus_seconds(std::int64_t seconds) const { return {ms + seconds * 1000}; }
  friend constexpr auto operator<=>(Instant, Instant) = default;
};

// "2026-11-24T19:50:00.123Z"; texts of the years 0001 to 9999 sort as their moments do.
[[nodiscard]] std::string to_iso(Instant instant);
// That form only.
[[nodiscard]] std::optional<Instant> parse_instant(std::string_view iso);

// Time comes in as a parameter.
using Clock = std::function<Instant()>;

}  // namespace bassin::base
