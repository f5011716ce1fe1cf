#include <algorithm>

#include "reference/chambers.h"
#include "reference/internal/chamber_rules.h"

namespace bassin::reference {
namespace {

using internal::LegalClass;

// Activities that attach alike: same forms, and same answer to "division 01".
struct Row {
  internal::ActivityForms forms;
  bool farming = false;
  std::string_view activity;  // one of them
  Nomenclature nomenclature = Nomenclature::unknown;
};

constexpr std::uint16_t row_unknown = ChamberTable::activity_unknown;
// NAF 2025 has no table of forms: only its division 01 says something.
constexpr std::uint16_t row_farming_2025 = 1;
constexpr std::size_t places_per_class = size_band_count * 2;

bool is_farming(std::string_view activity) { return activity.starts_with("01"); }

std::vector<Row> first_rows() { return {{}, {{}, true, "01", Nomenclature::naf_2025}}; }

std::uint16_t row_for(std::vector<Row>& rows, Activity const& activity, std::uint16_t index) {
  Row const wanted{internal::forms_of(index), is_farming(activity.code), activity.code, Nomenclature::naf_rev2};
  if (wanted.forms.under_11.empty() && !wanted.farming) return row_unknown;
  auto const alike = [&](Row const& row) {
    return row.nomenclature == Nomenclature::naf_rev2 && row.forms == wanted.forms && row.farming == wanted.farming;
  };
  auto const found = std::ranges::find_if(rows, alike);
  auto const row = static_cast<std::uint16_t>(found - rows.begin());
  if (found == rows.end()) rows.push_back(wanted);
  return row;
}

ChamberMask mask_of(Row const& row, std::size_t legal_class, std::size_t size, bool craft) {
  ChamberInputs inputs;
  inputs.legal_category = internal::example_of(static_cast<LegalClass>(legal_class));
  inputs.activity = row.activity;
  inputs.nomenclature = row.nomenclature;
  inputs.size = static_cast<SizeIndex>(size);
  inputs.craft_code = craft ? "0000ZZ" : "";
  return attach(inputs).mask();
}

}  // namespace

ChamberTable::ChamberTable() {
  auto rows = first_rows();
  auto const activities = naf_rev2().rows();
  rows_.reserve(activities.size());
  for (std::size_t i = 0; i < activities.size(); ++i) rows_.push_back(row_for(rows, activities[i], static_cast<std::uint16_t>(i)));

  masks_.reserve(rows.size() * internal::legal_class_count * places_per_class);
  for (auto const& row : rows) {
    for (std::size_t legal = 0; legal < internal::legal_class_count; ++legal) {
      for (std::size_t place = 0; place < places_per_class; ++place) masks_.push_back(mask_of(row, legal, place / 2, place % 2 != 0));
    }
  }
}

std::uint16_t ChamberTable::activity_row(std::string_view activity, Nomenclature nomenclature) const {
  if (nomenclature == Nomenclature::naf_2025) return is_farming(activity) ? row_farming_2025 : row_unknown;
  if (nomenclature != Nomenclature::naf_rev2) return row_unknown;
  auto const index = naf_rev2().find(activity);
  if (index != ActivityNomenclature::none) return rows_[index];
  // A code of division 01 that the nomenclature does not hold is farming all the same.
  return is_farming(activity) ? row_farming_2025 : row_unknown;
}

std::uint8_t ChamberTable::legal_class(std::uint16_t legal_category) {
  return static_cast<std::uint8_t>(internal::legal_class_of(legal_category));
}

ChamberMask ChamberTable::mask(std::uint16_t activity_row, std::uint8_t legal_class, SizeIndex size, bool craft_code) const {
  auto const row = std::size_t{activity_row} * internal::legal_class_count + legal_class;
  return masks_[row * places_per_class + std::size_t{size} * 2 + (craft_code ? 1 : 0)];
}

ChamberTable const& chamber_table() {
  static ChamberTable const made;
  return made;
}

}  // namespace bassin::reference
