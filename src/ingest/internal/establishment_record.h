// One row of StockEtablissement between its reading and its place in the snapshot.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "ingest/internal/codes.h"
#include "ingest/internal/kind.h"
#include "registry/schema.h"

namespace bassin::ingest::internal {

// Columns kept as codes of a dictionary.
enum class EstablishmentCode : std::uint8_t {
  activities,
  activities_2025,
  crafts,
  repetitions,
  street_types,
  postal_codes,
  numbers,
  streets,
  commune_labels,
  count
};
inline constexpr std::size_t establishment_code_count = static_cast<std::size_t>(EstablishmentCode::count);
inline constexpr std::uint32_t code_16 = 0xFFFF;
inline constexpr std::uint32_t code_32 = 0xFFFFFFFE;
inline constexpr std::array<CodedColumn, establishment_code_count> establishment_codes{{{"activities", code_16},
                                                                                        {"activities_2025", code_16},
                                                                                        {"crafts", code_16},
                                                                                        {"repetitions", code_16},
                                                                                        {"street_types", code_16},
                                                                                        {"postal_codes", code_16},
                                                                                        {"numbers", code_32},
                                                                                        {"streets", code_32},
                                                                                        {"commune_labels", code_32}}};

// Columns of the file that are no sparse text, in the order of establishment_columns().
enum class EstablishmentColumn : std::uint8_t {
  siret,
  siren,
  nic,
  diffusion,
  created,
  size,
  size_year,
  craft,
  processed,
  head_office,
  period_count,
  number,
  repetition,
  street_type,
  street,
  postal_code,
  commune_label,
  commune,
  period_start,
  state,
  activity,
  nomenclature,
  employer,
  activity_2025,
  lambert_x,
  lambert_y,
  count
};
// The columns above, then those of schema::texts that come from the file, in their order.
[[nodiscard]] std::span<ColumnName const> establishment_columns();
inline constexpr std::size_t establishment_file_texts = static_cast<std::size_t>(registry::schema::Text::created_exact);

// The fixed part of a spilled record; then, each when its bit says so, the coordinates (two doubles) and the texts.
struct EstablishmentRecord {
  std::uint32_t bytes = 0;  // of the whole record
  std::uint32_t siren = 0;
  std::uint32_t nic = 0;
  std::uint32_t processed = 0;
  std::array<std::uint32_t, establishment_code_count> codes{};  // of the worker's dictionaries
  std::uint32_t texts = 0;                                      // bit t: schema::Text t follows
  std::uint16_t created = 0;
  std::uint16_t period_start = 0;
  std::array<char, 5> commune{};  // zeros: none
  std::uint8_t worker = 0;
  std::uint8_t state = 0;
  std::uint8_t diffusion = 0;
  std::uint8_t head_office = 0;
  std::uint8_t employer = 0;
  std::uint8_t size = 0;
  std::uint8_t size_year = 0;
  std::uint8_t period_count = 0;
  std::uint8_t has_coordinates = 0;

  [[nodiscard]] std::uint64_t siret() const { return std::uint64_t{siren} * 100'000 + nic; }
  [[nodiscard]] std::string_view commune_code() const {
    return commune[0] == 0 ? std::string_view() : std::string_view(commune.data(), commune.size());
  }
};

// Spill part of a commune code (empty: none), ascending as the codes do: a département each.
[[nodiscard]] std::uint32_t part_of_commune(std::string_view commune_code);

}  // namespace bassin::ingest::internal
