// Rows in columns, whichever memory holds them: the register's, mapped from its image, and the overlay's local
// businesses, in vectors. One code evaluates both.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "registry/columns.h"

namespace bassin::query::internal {

enum class Byte : std::uint8_t { state, diffusion, privacy, head_office, employer, size, chambers, fields, quality, category, count };
enum class Word : std::uint8_t { activity, activity_2025, legal, created, period_start, count };
inline constexpr std::size_t byte_count = static_cast<std::size_t>(Byte::count);
inline constexpr std::size_t word_count = static_cast<std::size_t>(Word::count);

// The state, in a question about a day, of an establishment that did not exist then (registry::State ends at 2).
inline constexpr std::uint8_t state_not_there = 3;

struct Segment {
  std::uint32_t first_row = 0;  // of the view
  std::uint32_t rows = 0;
  std::uint32_t first_commune = 0;                               // of Tables::communes
  std::array<registry::Column<std::uint8_t>, byte_count> bytes;  // `category` of the register is read through its units
  std::array<registry::Column<std::uint16_t>, word_count> words;
  registry::Column<std::int32_t> lon, lat;
  registry::Column<std::uint32_t> commune_first;  // rows of commune c: [commune_first[c], commune_first[c + 1]), from first_row

  [[nodiscard]] std::uint32_t communes() const { return commune_first.empty() ? 0 : static_cast<std::uint32_t>(commune_first.size() - 1); }
};

// What the columns of the local segment stand on.
struct LocalColumns {
  std::array<std::vector<std::uint8_t>, byte_count> bytes;
  std::array<std::vector<std::uint16_t>, word_count> words;
  std::vector<std::int32_t> lon, lat;
  std::vector<std::uint32_t> commune_first;
};

}  // namespace bassin::query::internal
