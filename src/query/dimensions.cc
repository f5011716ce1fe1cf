#include "query/dimensions.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "query/internal/keys.h"
#include "reference/chambers.h"
#include "reference/fields.h"
#include "reference/geography.h"
#include "reference/legal_forms.h"
#include "reference/nomenclature.h"
#include "reference/size_bands.h"

namespace bassin::query {

namespace {

using reference::Label;
using reference::Language;

struct Entry {
  std::string_view id;
  Label name;
  bool disjoint = true;
  bool today_value = false;
};

constexpr std::array<Entry, dimension_count> entries{{
    {"section", {"Section d'activité (NAF rév. 2)", "Activity section (NAF rev. 2)"}},
    {"division", {"Division d'activité (NAF rév. 2)", "Activity division (NAF rev. 2)"}},
    {"group", {"Groupe d'activité (NAF rév. 2)", "Activity group (NAF rev. 2)"}},
    {"activity-class", {"Classe d'activité (NAF rév. 2)", "Activity class (NAF rev. 2)"}},
    {"subclass", {"Sous-classe d'activité (NAF rév. 2)", "Activity subclass (NAF rev. 2)"}},
    {"section-2025", {"Section d'activité (NAF 2025)", "Activity section (NAF 2025)"}, true, true},
    {"division-2025", {"Division d'activité (NAF 2025)", "Activity division (NAF 2025)"}, true, true},
    {"group-2025", {"Groupe d'activité (NAF 2025)", "Activity group (NAF 2025)"}, true, true},
    {"activity-class-2025", {"Classe d'activité (NAF 2025)", "Activity class (NAF 2025)"}, true, true},
    {"subclass-2025", {"Sous-classe d'activité (NAF 2025)", "Activity subclass (NAF 2025)"}, true, true},
    {"size", {"Tranche d'effectif", "Size band"}, true, true},
    {"size-group", {"Groupe d'effectif", "Size group"}, true, true},
    {"legal-1", {"Catégorie juridique (niveau 1)", "Legal category (level 1)"}, true, true},
    {"legal-2", {"Catégorie juridique (niveau 2)", "Legal category (level 2)"}, true, true},
    {"legal-3", {"Catégorie juridique (niveau 3)", "Legal category (level 3)"}, true, true},
    {"commune", {"Commune", "Commune"}, true, true},
    {"commune-code", {"Commune (code du fichier)", "Commune (code in the file)"}, true, true},
    {"epci", {"Intercommunalité", "Intercommunality"}, true, true},
    {"departement", {"Département", "Département"}, true, true},
    {"region", {"Région", "Region"}, true, true},
    {"state", {"État", "State"}},
    {"head-office", {"Siège", "Head office"}, true, true},
    {"employer", {"Employeur", "Employer"}},
    {"chamber", {"Chambre consulaire", "Chamber"}, false, true},
    {"diffusion", {"Diffusion", "Diffusion"}, true, true},
    {"created-year", {"Année de création", "Year of creation"}},
    {"unit-category", {"Catégorie d'entreprise", "Enterprise category"}, true, true},
    {"position-quality", {"Qualité de la position", "Position quality"}, true, true},
    {"field", {"Champ", "Field"}, false},
    {"tag", {"Étiquette", "Tag"}, false, true},
    {"portfolio", {"Portefeuille", "Portfolio"}, false, true},
    {"follow-up", {"Suivi en cours", "Follow-up under way"}, false, true},
}};

Entry const& entry(Dimension dimension) { return entries[static_cast<std::size_t>(dimension)]; }

std::string text(std::string_view view) { return std::string(view); }

std::string activity_label(Dimension dimension, std::string_view key, Language language) {
  if (key == internal::key_other) return language == Language::fr ? "Autre nomenclature" : "Another nomenclature";
  bool const is_2025 = dimension >= Dimension::section_2025;
  return text((is_2025 ? reference::naf_2025() : reference::naf_rev2()).label(key, language));
}

std::string size_label(std::string_view key, Language language) {
  auto const size = reference::parse_size_band(key);
  return size ? text(reference::size_bands()[*size].label.in(language)) : std::string();
}

std::string size_group_label(std::string_view key, Language language) {
  for (std::size_t g = 0; g < reference::size_group_count; ++g) {
    if (internal::size_group_ids[g] == key) return text(reference::size_group_label(static_cast<reference::SizeGroup>(g)).in(language));
  }
  return {};
}

std::string legal_label(std::string_view key) {
  auto const code = reference::LegalForms::parse(key);
  return code ? text(reference::legal_forms().label(*code)) : std::string();
}

std::string place_label(Dimension dimension, std::string_view key) {
  auto const& geography = reference::geography();
  auto const today = geography.last_vintage();
  if (dimension == Dimension::epci) return text(geography.epci_name(key, today));
  if (dimension == Dimension::departement) {
    auto const departement = geography.departement(key);
    return departement ? text(departement->name) : std::string();
  }
  if (dimension == Dimension::region) {
    auto const region = geography.region(key);
    return region ? text(region->name) : std::string();
  }
  return text(geography.commune_name(key, today));
}

std::string chamber_label(std::string_view key, Language language) {
  for (auto const chamber : {reference::Chamber::cci, reference::Chamber::cma, reference::Chamber::ca}) {
    if (internal::chamber_ids[static_cast<std::size_t>(chamber)] == key) return text(reference::name_of(chamber).in(language));
  }
  return internal::word_label(key, language);
}

std::string field_label(std::string_view key, Language language) {
  auto const field = reference::parse_field(key);
  return field ? text(reference::definition_of(*field).name.in(language)) : std::string();
}

std::string stated_label(Dimension dimension, std::string_view key, Language language) {
  if (dimension <= Dimension::subclass_2025) return activity_label(dimension, key, language);
  switch (dimension) {
    case Dimension::size: return size_label(key, language);
    case Dimension::size_group: return size_group_label(key, language);
    case Dimension::legal_1:
    case Dimension::legal_2:
    case Dimension::legal_3: return legal_label(key);
    case Dimension::commune:
    case Dimension::commune_code:
    case Dimension::epci:
    case Dimension::departement:
    case Dimension::region: return place_label(dimension, key);
    case Dimension::chamber: return chamber_label(key, language);
    case Dimension::field: return field_label(key, language);
    default: return internal::word_label(key, language);
  }
}

}  // namespace

std::string_view id_of(Dimension dimension) { return entry(dimension).id; }
Label name_of(Dimension dimension) { return entry(dimension).name; }
bool is_disjoint(Dimension dimension) { return entry(dimension).disjoint; }
bool is_today_value(Dimension dimension) { return entry(dimension).today_value; }

std::optional<Dimension> parse_dimension(std::string_view id) {
  auto const found = std::find_if(entries.begin(), entries.end(), [id](Entry const& e) { return e.id == id; });
  if (found == entries.end()) return std::nullopt;
  return static_cast<Dimension>(found - entries.begin());
}

std::string label_of(Dimension dimension, std::string_view key, Language language) {
  if (key.empty()) return language == Language::fr ? "Non renseigné" : "Not known";
  if (dimension == Dimension::tag || dimension == Dimension::portfolio) return text(key);
  auto label = stated_label(dimension, key, language);
  return label.empty() ? text(key) : label;
}

}  // namespace bassin::query
