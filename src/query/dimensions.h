// By what establishments are counted.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "reference/language.h"

namespace bassin::query {

enum class Dimension : std::uint8_t {
  section,
  division,
  group,
  activity_class,
  subclass,  // NAF rév. 2
  section_2025,
  division_2025,
  group_2025,
  activity_class_2025,
  subclass_2025,
  size,
  size_group,
  legal_1,
  legal_2,
  legal_3,
  commune,       // current communes: arrondissements and former communes under the one that holds them
  commune_code,  // as the file gives it
  epci,
  departement,
  region,
  state,
  head_office,
  employer,
  chamber,
  diffusion,
  created_year,
  unit_category,
  position_quality,
  field,
  tag,
  portfolio,
  follow_up,
  count
};
inline constexpr std::size_t dimension_count = static_cast<std::size_t>(Dimension::count);

// "activity-class-2025": as typed and written in JSON.
[[nodiscard]] std::string_view id_of(Dimension dimension);
[[nodiscard]] std::optional<Dimension> parse_dimension(std::string_view id);
[[nodiscard]] reference::Label name_of(Dimension dimension);
// An establishment counts under one key at most; else the counts of keys do not add up to the total.
[[nodiscard]] bool is_disjoint(Dimension dimension);
// The source dates no part of it: in a question about a day it is today's value. Of `employer` and `field` a part is:
// answers name the parts that are not.
[[nodiscard]] bool is_today_value(Dimension dimension);

// Keys are codes where there are codes, "" for not known, "other" for an activity of another nomenclature, "masked"
// for a position that the audience is not shown, and words for the rest ("active", "pme", "cci", "to-qualify",
// "street-number", "1998", "before-1900"). docs/formats/query.md lists them.
// The label of a key; a key without one is its own label.
[[nodiscard]] std::string label_of(Dimension dimension, std::string_view key, reference::Language language);

}  // namespace bassin::query
