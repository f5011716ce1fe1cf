#include "reference/internal/chamber_rules.h"

#include <algorithm>
#include <array>
#include <vector>

#include "reference/internal/embedded.h"
#include "reference/internal/tsv.h"

namespace bassin::reference::internal {
namespace {

// Farming by their form. 6534 and 6535 hold farmland; 6316 to 6318 are farm cooperatives, 6532, 5432, 5532 and 5632 SICA:
// both elect members of the chamber of agriculture (code rural, R511-8).
constexpr std::array<std::uint16_t, 12> farming_categories{5432, 5532, 5632, 6316, 6317, 6318, 6532, 6533, 6534, 6535, 6597, 6598};
// Crédit mutuel, caisses d'épargne, crédit agricole, mutual insurers: no chamber tax (code général des impôts, 1600 I).
constexpr std::array<std::uint16_t, 6> exempt_categories{5194, 5196, 6100, 6411, 6595, 6596};

template <std::size_t n>
bool among(std::array<std::uint16_t, n> const& codes, std::uint16_t code) {
  return std::ranges::binary_search(codes, code);
}

// SEL (..85) and the holdings of liberal professions (..70).
bool is_liberal_company(std::uint16_t category) { return category % 100 == 85 || category % 100 == 70; }

Natures read_forms(std::string_view field) {
  Natures forms;
  while (!field.empty()) {
    if (auto const form = parse_nature(take(field, '|'))) forms.add(*form);
  }
  return forms;
}

std::vector<ActivityForms> read_table() {
  std::vector<ActivityForms> forms(naf_rev2().rows().size());
  for_each_line(embedded(EmbeddedFile::chambers_by_activity), [&](std::string_view line) {
    auto const index = naf_rev2().find(take(line, '\t'));
    if (index == ActivityNomenclature::none) return;
    forms[index].under_11 = read_forms(take(line, '\t'));
    forms[index].from_11 = read_forms(take(line, '\t'));
  });
  return forms;
}

Natures set_of(std::initializer_list<Nature> natures) {
  Natures set;
  for (auto const nature : natures) set.add(nature);
  return set;
}

Natures chamber_forms(Chamber chamber) {
  if (chamber == Chamber::cci) return set_of({Nature::commercial, Nature::commercial_agent});
  if (chamber == Chamber::cma) return set_of({Nature::craft, Nature::regulated_craft});
  return set_of({Nature::farming, Nature::farming_inactive});
}

}  // namespace

LegalClass legal_class_of(std::uint16_t legal_category) {
  if (legal_category == 0) return LegalClass::unknown;
  if (among(farming_categories, legal_category)) return LegalClass::farming;
  if (among(exempt_categories, legal_category) || legal_category >= 7000) return LegalClass::outside;
  auto const family = legal_category / 100;
  if (family == 10) return LegalClass::sole_trader;
  if (family >= 51 && family <= 58) return is_liberal_company(legal_category) ? LegalClass::liberal : LegalClass::commercial;
  return family == 65 ? LegalClass::civil : LegalClass::other;
}

std::uint16_t example_of(LegalClass legal_class) {
  constexpr std::array<std::uint16_t, legal_class_count> examples{0, 1000, 5499, 5485, 6540, 6598, 9220, 6220};
  return examples[static_cast<std::size_t>(legal_class)];
}

ActivityForms const& forms_of(std::uint16_t naf_index) {
  static std::vector<ActivityForms> const table = read_table();
  static ActivityForms const nothing;
  return naf_index < table.size() ? table[naf_index] : nothing;
}

Natures forms_for(Natures natures, Chamber chamber) { return {static_cast<std::uint16_t>(natures.bits & chamber_forms(chamber).bits)}; }

ChamberMask chambers_of(Natures natures) {
  ChamberMask mask = 0;
  for (auto const chamber : {Chamber::cci, Chamber::cma, Chamber::ca}) {
    if (!forms_for(natures, chamber).empty()) mask = static_cast<ChamberMask>(mask | bit_of(chamber));
  }
  return mask;
}

bool has_outside_form(Natures natures) {
  static Natures const outside = set_of(
      {Nature::regulated_liberal, Nature::liberal, Nature::furnished_lessor, Nature::farmland_lessor, Nature::none, Nature::prospecting});
  return (natures.bits & outside.bits) != 0;
}

}  // namespace bassin::reference::internal
