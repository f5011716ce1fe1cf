// Words of the file of exposed businesses.
#pragma once

#include <array>
#include <string_view>

#include "reference/language.h"

namespace bassin::app::texts {

struct ExposureColumn {
  std::string_view id;
  reference::Label title;
};
inline constexpr std::array<ExposureColumn, 24> exposure_columns = {{
    {"business", {"SIRET", "SIRET"}},
    {"name", {"Nom", "Name"}},
    {"address", {"Adresse", "Address"}},
    {"postal_code", {"Code postal", "Postal code"}},
    {"commune_code", {"Code commune", "Commune code"}},
    {"commune", {"Commune", "Commune"}},
    {"chambers", {"Chambres", "Chambers"}},
    {"size", {"Taille (salariés)", "Size (employees)"}},
    {"located", {"Position connue du public", "Position known to the public"}},
    {"layers", {"Zones d'aléa", "Hazard zones"}},
    {"level", {"Niveau d'aléa", "Level of hazard"}},
    {"contact", {"Contact d'urgence", "Emergency contact"}},
    {"contact_name", {"Qui appeler", "Whom to call"}},
    {"contact_phones", {"Téléphones", "Telephones"}},
    {"contact_by", {"Contact dit par", "Contact told by"}},
    {"contact_on", {"Contact dit le", "Contact told on"}},
    {"insurance", {"Assurance", "Insurance"}},
    {"insurance_on", {"Assurance vérifiée le", "Insurance checked on"}},
    {"insurance_by", {"Assurance dite par", "Insurance told by"}},
    {"plan", {"Plan de continuité", "Continuity plan"}},
    {"plan_on", {"Plan dit le", "Plan told on"}},
    {"plan_by", {"Plan dit par", "Plan told by"}},
    {"last_contact", {"Dernier échange", "Last exchange"}},
    {"remarks", {"Remarques", "Remarks"}},
}};
inline constexpr reference::Label exposed{"Entreprises exposées", "Exposed businesses"};
inline constexpr reference::Label exposed_caveat{
    "Données personnelles : pour prévenir ces entreprises d'un danger seulement. Qui s'est opposé à être appelé n'y a pas de numéro ; "
    "effacez le fichier après usage.",
    "Personal data: to warn these businesses of a danger alone. Whoever opposed being called has no number here; erase the file after "
    "use."};

}  // namespace bassin::app::texts
