// One establishment as a line of a list: what the audience may read, the overlay's corrections applied.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "query/filter.h"
#include "registry/reader.h"

namespace bassin::query {

struct RowActivity {
  reference::Nomenclature nomenclature = reference::Nomenclature::unknown;
  std::string code;  // "" not known
  bool corrected = false;
};

struct RowPosition {
  std::optional<geo::Point> point;
  registry::Presence presence = registry::Presence::absent;
  registry::PositionQuality quality = registry::PositionQuality::none;
  registry::PositionSource source = registry::PositionSource::none;
};

struct Row {
  BusinessId id;
  std::string siren;  // nine digits, "" for a local business
  bool local = false;
  registry::Value name;       // the display name, or the corrected one
  registry::Value unit_name;  // absent for a local business
  registry::Value address;    // one line, without the commune
  registry::Value postal_code;
  // What a letter needs beside them; absent for a local business.
  registry::Value address_complement, special_distribution, cedex_code, cedex_label;
  std::string commune;                               // current code; "" abroad
  std::string commune_code;                          // as the file gives it
  std::string commune_label;                         // as the file gives it, else the official name
  registry::State state = registry::State::unknown;  // at the filter's date
  RowActivity activity;                              // at the filter's date
  std::string activity_2025;                         // its own column, else the activity where that is coded in NAF 2025
  registry::Tri employer = registry::Tri::unknown;   // at the filter's date, by the rule of Filter::employer
  reference::SizeIndex size = reference::size_unknown;
  int size_year = 0;  // 0 unknown
  std::uint16_t legal_category = 0;
  registry::UnitCategory unit_category = registry::UnitCategory::unknown;
  registry::Tri head_office = registry::Tri::unknown;
  registry::Diffusion diffusion = registry::Diffusion::unknown;  // as Filter::diffusion
  reference::ChamberMask chambers = 0;                           // today's; at a date, corrections of activity aside
  bool chambers_corrected = false;
  std::string created;       // ISO, "" unknown
  std::string period_start;  // ISO, "" unknown: since when in `state`, other changes aside; for a closed row its closure
  RowPosition position;
  std::optional<double> distance_m;  // in a list sorted by distance, where the position may be seen
  std::vector<std::string> tags, portfolios;
  std::optional<base::Date> last_contact;
};

// `at`: the day for state, activity and employer; nothing for today. Throws column::Damaged.
[[nodiscard]] Row read_row(View const& view, std::uint32_t row, registry::Audience audience, std::optional<base::Date> at = {});
// Errors: "image.damaged".
[[nodiscard]] base::Result<std::vector<Row>> read_rows(View const& view, std::span<std::uint32_t const> rows, registry::Audience audience,
                                                       std::optional<base::Date> at = {});
// Of each of these rows the chambers that Row has, without reading the rest. Errors: "image.damaged".
[[nodiscard]] base::Result<std::vector<reference::ChamberMask>> read_chambers(View const& view, std::span<std::uint32_t const> rows);

}  // namespace bassin::query
