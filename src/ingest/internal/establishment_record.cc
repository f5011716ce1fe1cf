#include "ingest/internal/establishment_record.h"

#include <vector>

namespace bassin::ingest::internal {

namespace {

constexpr std::array<ColumnName, static_cast<std::size_t>(EstablishmentColumn::count)> fixed{{
    {"siret", true},
    {"siren"},
    {"nic"},
    {"statutDiffusionEtablissement", true},
    {"dateCreationEtablissement", true},
    {"trancheEffectifsEtablissement", true},
    {"anneeEffectifsEtablissement"},
    {"activitePrincipaleRegistreMetiersEtablissement"},
    {"dateDernierTraitementEtablissement"},
    {"etablissementSiege"},
    {"nombrePeriodesEtablissement"},
    {"numeroVoieEtablissement"},
    {"indiceRepetitionEtablissement"},
    {"typeVoieEtablissement"},
    {"libelleVoieEtablissement"},
    {"codePostalEtablissement"},
    {"libelleCommuneEtablissement"},
    {"codeCommuneEtablissement", true},
    {"dateDebut"},
    {"etatAdministratifEtablissement", true},
    {"activitePrincipaleEtablissement", true},
    {"nomenclatureActivitePrincipaleEtablissement", true},
    {"caractereEmployeurEtablissement"},
    {"activitePrincipaleNAF25Etablissement"},
    {"coordonneeLambertAbscisseEtablissement"},
    {"coordonneeLambertOrdonneeEtablissement"},
}};

std::uint32_t digit_of(char c) {
  if (c == 'A') return 10;
  if (c == 'B') return 11;
  return static_cast<std::uint32_t>(c - '0');
}

}  // namespace

std::span<ColumnName const> establishment_columns() {
  static std::vector<ColumnName> const all = [] {
    std::vector<ColumnName> columns(fixed.begin(), fixed.end());
    for (std::size_t i = 0; i < establishment_file_texts; ++i) columns.push_back({registry::schema::texts[i].source});
    return columns;
  }();
  return all;
}

std::uint32_t part_of_commune(std::string_view code) {
  if (code.empty()) return 0;
  bool const overseas = code[0] == '9' && code[1] >= '7';  // one département a third digit
  return 1 + (digit_of(code[0]) * 12 + digit_of(code[1])) * 10 + (overseas ? digit_of(code[2]) : 0);
}

}  // namespace bassin::ingest::internal
