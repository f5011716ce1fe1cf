// Names, kinds and versions of what a snapshot holds; docs/formats/snapshot.md is the text. `ingest` writes by
// these names and `registry` reads by them.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace bassin::registry::schema {

inline constexpr std::uint32_t manifest_version = 1;

struct Component {
  std::string_view kind;  // of the image, at most 16 bytes
  std::string_view file;  // name in the snapshot's folder
  std::uint32_t version;
  bool required;
};

inline constexpr Component establishments{"establishments", "establishments.img", 2, true};
inline constexpr Component positions{"positions", "positions.img", 1, true};
inline constexpr Component units{"units", "units.img", 1, true};
inline constexpr Component history{"history", "history.img", 1, false};
inline constexpr Component names{"names", "names.img", 2, true};
inline constexpr Component orders{"orders", "orders.img", 1, true};
inline constexpr std::array components{establishments, positions, units, history, names, orders};

// Rows a block of positions.img `bounds`.
inline constexpr std::uint32_t bounds_rows = 256;

// Sparse texts of an establishment, and the columns of StockEtablissement that they come from.
enum class Text : std::uint8_t {
  brand_1,
  brand_2,
  brand_3,
  usual_name,
  address_complement,
  last_number,
  last_number_repetition,
  special_distribution,
  cedex_code,
  cedex_label,
  foreign_commune,
  country_code,
  country_label,
  address_id,
  second_complement,
  second_number,
  second_repetition,
  second_street_type,
  second_street,
  second_postal_code,
  second_commune_label,
  second_foreign_commune,
  second_special_distribution,
  second_commune_code,
  second_cedex_code,
  second_cedex_label,
  second_country_code,
  second_country_label,
  created_exact,  // ISO date, where the date lies outside what a DayCode holds
  period_start_exact,
  count
};
struct TextColumn {
  std::string_view block;
  std::string_view source;  // "" where derived
};
inline constexpr std::array<TextColumn, static_cast<std::size_t>(Text::count)> texts{{
    {"brand_1", "enseigne1Etablissement"},
    {"brand_2", "enseigne2Etablissement"},
    {"brand_3", "enseigne3Etablissement"},
    {"usual_name", "denominationUsuelleEtablissement"},
    {"address_complement", "complementAdresseEtablissement"},
    {"last_number", "dernierNumeroVoieEtablissement"},
    {"last_number_repetition", "indiceRepetitionDernierNumeroVoieEtablissement"},
    {"special_distribution", "distributionSpecialeEtablissement"},
    {"cedex_code", "codeCedexEtablissement"},
    {"cedex_label", "libelleCedexEtablissement"},
    {"foreign_commune", "libelleCommuneEtrangerEtablissement"},
    {"country_code", "codePaysEtrangerEtablissement"},
    {"country_label", "libellePaysEtrangerEtablissement"},
    {"address_id", "identifiantAdresseEtablissement"},
    {"second_complement", "complementAdresse2Etablissement"},
    {"second_number", "numeroVoie2Etablissement"},
    {"second_repetition", "indiceRepetition2Etablissement"},
    {"second_street_type", "typeVoie2Etablissement"},
    {"second_street", "libelleVoie2Etablissement"},
    {"second_postal_code", "codePostal2Etablissement"},
    {"second_commune_label", "libelleCommune2Etablissement"},
    {"second_foreign_commune", "libelleCommuneEtranger2Etablissement"},
    {"second_special_distribution", "distributionSpeciale2Etablissement"},
    {"second_commune_code", "codeCommune2Etablissement"},
    {"second_cedex_code", "codeCedex2Etablissement"},
    {"second_cedex_label", "libelleCedex2Etablissement"},
    {"second_country_code", "codePaysEtranger2Etablissement"},
    {"second_country_label", "libellePaysEtranger2Etablissement"},
    {"created_exact", ""},
    {"period_start_exact", ""},
}};

// Sparse texts of a legal unit, and the columns of StockUniteLegale that they come from.
enum class UnitText : std::uint8_t {
  denomination,
  usual_name_1,
  usual_name_2,
  usual_name_3,
  acronym,
  family_name,
  used_name,
  first_name_1,
  first_name_2,
  first_name_3,
  first_name_4,
  usual_first_name,
  pseudonym,
  association_id,
  created_exact,
  period_start_exact,
  count
};
inline constexpr std::array<TextColumn, static_cast<std::size_t>(UnitText::count)> unit_texts{{
    {"denomination", "denominationUniteLegale"},
    {"usual_name_1", "denominationUsuelle1UniteLegale"},
    {"usual_name_2", "denominationUsuelle2UniteLegale"},
    {"usual_name_3", "denominationUsuelle3UniteLegale"},
    {"acronym", "sigleUniteLegale"},
    {"family_name", "nomUniteLegale"},
    {"used_name", "nomUsageUniteLegale"},
    {"first_name_1", "prenom1UniteLegale"},
    {"first_name_2", "prenom2UniteLegale"},
    {"first_name_3", "prenom3UniteLegale"},
    {"first_name_4", "prenom4UniteLegale"},
    {"usual_first_name", "prenomUsuelUniteLegale"},
    {"pseudonym", "pseudonymeUniteLegale"},
    {"association_id", "identifiantAssociationUniteLegale"},
    {"created_exact", ""},
    {"period_start_exact", ""},
}};

}  // namespace bassin::registry::schema
