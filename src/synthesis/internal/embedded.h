// The tables of data/reference/ carried inside the program. Static storage, never written to.
#pragma once

#include <cstdint>
#include <string_view>

namespace bassin::synthesis::internal {

enum class Table : std::uint8_t {
  activities,
  brand_parts,
  business_words,
  commune_counts,
  countries,
  demonstration_communes,
  demonstration_flood,
  demonstration_words,
  departement_boxes,
  departements,
  establishments_per_unit,
  first_names,
  legal_by_activity,
  old_activities,
  postcodes,
  public_services,
  siren_ranges,
  sizes,
  streets,
  surname_parts,
};

// The text of that file.
[[nodiscard]] std::string_view embedded(Table table);

}  // namespace bassin::synthesis::internal
