// What public services of river levels answer: pure functions from bytes to levels. docs/formats/levels.md
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"

namespace bassin::waters {

enum class Format : std::uint8_t {
  hubeau,              // Hub'Eau, hydrometry, observations_tr: heights in millimetres
  vigicrues,           // Vigicrues, observations of a station: heights in metres, told in millimetres
  vigicrues_sections,  // Vigicrues, InfoVigiCru: vigilance colours of sections of rivers
};
inline constexpr std::size_t format_count = 3;
// "vigicrues_sections".
[[nodiscard]] std::string_view id_of(Format format);
[[nodiscard]] std::optional<Format> parse_format(std::string_view id);

enum class Unit : std::uint8_t {
  mm,      // above the zero of the station's own gauge, so that a level may be below 0
  colour,  // 1 green, 2 yellow, 3 orange, 4 red
};
[[nodiscard]] std::string_view id_of(Unit unit);
[[nodiscard]] Unit unit_of(Format format);

inline constexpr std::int64_t mm_most = 100'000;  // a level beyond, up or down, is an error of the sensor
inline constexpr std::size_t answer_bytes_most = 8U << 20U;
inline constexpr std::size_t answer_levels_most = 200'000;

struct Level {
  base::Instant at;
  std::int64_t value = 0;  // of the unit
  friend bool operator==(Level const&, Level const&) = default;
};

struct Answer {
  std::map<std::string, std::vector<Level>> stations;  // by code; in the order of time, one a moment
  std::size_t left_out = 0;                            // doubtful to their producer, without a value, beyond mm_most
};

// Flows stand beside heights in some answers and are passed over. Errors: "waters.too_large" (most), "waters.not_json",
// "waters.other_form" (format), "waters.too_many" (most).
[[nodiscard]] base::Result<Answer> read_answer(Format format, std::string_view bytes);

// "2026-09-23T19:30:00Z", "…+02:00"; without an offset: UTC.
[[nodiscard]] std::optional<base::Instant> parse_moment(std::string_view text);

}  // namespace bassin::waters
