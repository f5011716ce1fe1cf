// The columns of one part of a snapshot, opened. Row i of every establishment column is the same establishment.
// Rows stand sorted by (commune code as the file gives it, hides_position last, space-filling key unless the position is
// hidden, SIRET);
// rows without a commune (abroad) come first under the code "".
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>

#include "base/date.h"
#include "column/image.h"
#include "column/text.h"
#include "geo/point.h"
#include "reference/nomenclature.h"
#include "registry/schema.h"
#include "registry/values.h"

namespace bassin::registry {

template <class T>
using Column = column::Column<T>;

// One code of an activity dictionary, whose texts are a digit (the Nomenclature) and the code ("162.01Z").
struct Activity {
  reference::Nomenclature nomenclature = reference::Nomenclature::unknown;
  std::string_view code;  // with its dot, "" for none
};
[[nodiscard]] Activity activity_of(column::Dictionary const& dictionary, std::uint16_t code);

struct Establishments {
  [[nodiscard]] static base::Result<Establishments> open(std::shared_ptr<column::Image const> image);

  [[nodiscard]] std::uint32_t rows() const { return static_cast<std::uint32_t>(unit.size()); }
  [[nodiscard]] std::string_view text(schema::Text which, std::uint32_t row) const { return texts[static_cast<std::size_t>(which)][row]; }

  std::shared_ptr<column::Image const> image;
  Column<std::uint32_t> unit;                                             // row of the legal unit
  Column<std::uint32_t> nic;                                              // SIRET = SIREN * 100000 + nic
  Column<std::uint8_t> state, diffusion, privacy, head_office, employer;  // State, Diffusion, Privacy bits, Tri, Tri
  Column<std::uint8_t> size;                                              // index of reference::size_bands(): 0 null, 1 NN, 2 00 …
  Column<std::uint8_t> size_year;                                         // year - 1950, 0 unknown
  Column<std::uint8_t> chambers;  // bits of reference::chambers (cci 1, cma 2, ca 4, outside 8, to_qualify 16)
  Column<std::uint8_t> fields;    // bit f: belongs to reference::Field f, state aside
  Column<std::uint8_t> period_count;
  Column<std::uint16_t> activity;                       // code of `activities`
  Column<std::uint16_t> activity_2025;                  // code of `activities_2025`; 0 where the file lacks it
  Column<std::uint16_t> craft;                          // code of `crafts`: activitePrincipaleRegistreMetiers
  Column<std::uint16_t> legal;                          // legal category of the unit as a number, 0 unknown
  Column<std::uint16_t> created, period_start;          // DayCode
  Column<std::uint32_t> processed;                      // dateDernierTraitement: seconds since 1970, 0 unknown
  Column<std::uint32_t> name_rank;                      // place among all rows by display name, then SIRET
  Column<std::uint32_t> street_rank;                    // place among all rows by folded street, number, then SIRET
  Column<std::uint32_t> number, street, commune_label;  // codes of the dictionaries below
  Column<std::uint16_t> repetition, street_type, postal_code;
  column::Dictionary activities, activities_2025, crafts;
  column::Dictionary numbers, repetitions, street_types, streets, postal_codes, commune_labels;
  std::array<column::SparseText, schema::texts.size()> texts;
  // Communes present, by ascending code: rows of commune c are [commune_first[c], commune_first[c + 1]).
  column::Dictionary commune_codes;     // commune c has text c + 1: dictionary code 0 is the empty text
  Column<std::uint32_t> commune_first;  // communes + 1 values
  Column<std::uint32_t> commune_code;   // commune c -> code in commune_codes
};

struct Positions {
  [[nodiscard]] static base::Result<Positions> open(std::shared_ptr<column::Image const> image);

  std::shared_ptr<column::Image const> image;
  Column<std::int32_t> lon, lat;  // 1e-7 degrees; INT32_MIN: none
  Column<std::uint8_t> quality, source;
  // For each schema::bounds_rows rows: min lon, min lat, max lon, max lat of the known positions; min > max: none.
  Column<geo::Box> bounds;
};

struct Units {
  [[nodiscard]] static base::Result<Units> open(std::shared_ptr<column::Image const> image);

  [[nodiscard]] std::uint32_t rows() const { return static_cast<std::uint32_t>(siren.size()); }
  [[nodiscard]] std::string_view text(schema::UnitText which, std::uint32_t row) const {
    return texts[static_cast<std::size_t>(which)][row];
  }

  std::shared_ptr<column::Image const> image;
  Column<std::uint32_t> siren;                                   // ascending
  Column<std::uint32_t> establishment_first, establishment_row;  // unit u: rows [first[u], first[u+1]), by nic
  Column<std::uint8_t> known;  // 1: described by the file of legal units; 0: only named by an establishment
  Column<std::uint8_t> state, diffusion, natural_person, employer, social_economy, mission, purged;
  Column<std::uint8_t> sex;  // 0 unknown, 1 F, 2 M
  Column<std::uint8_t> size, size_year, category, category_year, period_count;
  Column<std::uint16_t> legal, activity, activity_2025, created, period_start;
  Column<std::uint32_t> processed, head_office_nic;
  column::Dictionary activities, activities_2025;
  std::array<column::SparseText, schema::unit_texts.size()> texts;
};

// Periods of an establishment, by ascending start; rows [first[row], first[row + 1]).
struct History {
  [[nodiscard]] static base::Result<History> open(std::shared_ptr<column::Image const> image);

  std::shared_ptr<column::Image const> image;
  Column<std::uint32_t> first;
  Column<std::uint16_t> start, end;  // DayCode, both inclusive; start unknown: since ever; end unknown: still running
  Column<std::uint8_t> state, employer;
  Column<std::uint16_t> activity;  // code of `activities` (its own dictionary)
  column::Dictionary activities;
  column::SparseText brand_1, brand_2, brand_3, usual_name;  // by period
  column::SparseText start_exact, end_exact;                 // by period: ISO dates outside DayCode
};

// Rows of each département in an order asked for often, to page without sorting.
struct Orders {
  [[nodiscard]] static base::Result<Orders> open(std::shared_ptr<column::Image const> image);

  std::shared_ptr<column::Image const> image;
  column::Dictionary department_codes;     // text d + 1 is département d: the first 2 (97: 3) characters of its communes
  Column<std::uint32_t> department_first;  // rows of département d are [first[d], first[d + 1]), départements + 1 values
  Column<std::uint32_t> by_name;           // same ranges: rows by name_rank
  Column<std::uint32_t> by_created;        // same ranges: latest creation first, unknown last, then by name_rank
};

}  // namespace bassin::registry
