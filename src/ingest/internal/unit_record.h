// One row of StockUniteLegale between its reading and its place in the snapshot.
#pragma once

#include <array>
#include <cstdint>

#include "ingest/internal/codes.h"
#include "ingest/internal/establishment_record.h"
#include "ingest/internal/kind.h"
#include "registry/schema.h"

namespace bassin::ingest::internal {

enum class UnitCode : std::uint8_t { activities, activities_2025, count };
inline constexpr std::size_t unit_code_count = static_cast<std::size_t>(UnitCode::count);
inline constexpr std::array<CodedColumn, unit_code_count> unit_codes{{{"activities", code_16}, {"activities_2025", code_16}}};

// Columns of the file that are no sparse text, in the order of unit_columns().
enum class UnitColumn : std::uint8_t {
  siren,
  diffusion,
  purged,
  created,
  sex,
  size,
  size_year,
  processed,
  period_count,
  category,
  category_year,
  period_start,
  state,
  legal,
  activity,
  nomenclature,
  head_office_nic,
  social_economy,
  mission,
  employer,
  activity_2025,
  count
};
// The columns above, then those of schema::unit_texts that come from the file, in their order.
[[nodiscard]] std::span<ColumnName const> unit_columns();
inline constexpr std::size_t unit_file_texts = static_cast<std::size_t>(registry::schema::UnitText::created_exact);

// The fixed part of a spilled record; the texts follow.
struct UnitRecord {
  std::uint32_t bytes = 0;  // of the whole record
  std::uint32_t siren = 0;
  std::uint32_t processed = 0;
  std::uint32_t head_office_nic = 0;
  std::array<std::uint32_t, unit_code_count> codes{};  // of the worker's dictionaries
  std::uint32_t texts = 0;                             // bit t: schema::UnitText t follows
  std::uint16_t legal = 0;
  std::uint16_t created = 0;
  std::uint16_t period_start = 0;
  std::uint8_t worker = 0;
  std::uint8_t state = 0;
  std::uint8_t diffusion = 0;
  std::uint8_t natural_person = 0;
  std::uint8_t employer = 0;
  std::uint8_t social_economy = 0;
  std::uint8_t mission = 0;
  std::uint8_t purged = 0;
  std::uint8_t sex = 0;
  std::uint8_t size = 0;
  std::uint8_t size_year = 0;
  std::uint8_t category = 0;
  std::uint8_t category_year = 0;
  std::uint8_t period_count = 0;
};

// Spill part of a SIREN: a hundred ranges.
inline constexpr std::uint32_t sirens_a_part = 10'000'000;

}  // namespace bassin::ingest::internal
