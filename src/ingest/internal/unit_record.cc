#include "ingest/internal/unit_record.h"

#include <vector>

namespace bassin::ingest::internal {

namespace {

constexpr std::array<ColumnName, static_cast<std::size_t>(UnitColumn::count)> fixed{{
    {"siren", true},
    {"statutDiffusionUniteLegale", true},
    {"unitePurgeeUniteLegale"},
    {"dateCreationUniteLegale", true},
    {"sexeUniteLegale"},
    {"trancheEffectifsUniteLegale"},
    {"anneeEffectifsUniteLegale"},
    {"dateDernierTraitementUniteLegale"},
    {"nombrePeriodesUniteLegale"},
    {"categorieEntreprise"},
    {"anneeCategorieEntreprise"},
    {"dateDebut"},
    {"etatAdministratifUniteLegale", true},
    {"categorieJuridiqueUniteLegale", true},
    {"activitePrincipaleUniteLegale"},
    {"nomenclatureActivitePrincipaleUniteLegale"},
    {"nicSiegeUniteLegale"},
    {"economieSocialeSolidaireUniteLegale"},
    {"societeMissionUniteLegale"},
    {"caractereEmployeurUniteLegale"},
    {"activitePrincipaleNAF25UniteLegale"},
}};

// Without these two nobody could tell a natural person, nor name a unit.
bool is_mandatory(registry::schema::UnitText text) {
  return text == registry::schema::UnitText::denomination || text == registry::schema::UnitText::family_name;
}

}  // namespace

std::span<ColumnName const> unit_columns() {
  static std::vector<ColumnName> const all = [] {
    std::vector<ColumnName> columns(fixed.begin(), fixed.end());
    for (std::size_t i = 0; i < unit_file_texts; ++i) {
      columns.push_back({registry::schema::unit_texts[i].source, is_mandatory(static_cast<registry::schema::UnitText>(i))});
    }
    return columns;
  }();
  return all;
}

}  // namespace bassin::ingest::internal
