// Words of a campaign's file of recipients.
#pragma once

#include <array>
#include <string_view>

#include "reference/language.h"

namespace bassin::app::texts {

struct RecipientColumn {
  std::string_view id;
  reference::Label title;
};
inline constexpr std::array<RecipientColumn, 12> recipient_columns = {{
    {"target", {"Identifiant", "Identifier"}},
    {"business", {"SIRET", "SIRET"}},
    {"name", {"Nom", "Name"}},
    {"address_complement", {"Complément", "Address complement"}},
    {"address", {"Adresse", "Address"}},
    {"special_distribution", {"Distribution spéciale", "Special distribution"}},
    {"postal_code", {"Code postal", "Postal code"}},
    {"commune", {"Commune", "Commune"}},
    {"siren", {"SIREN", "SIREN"}},
    {"contact", {"Contact", "Contact"}},
    {"function", {"Fonction", "Function"}},
    {"channel", {"Adresse électronique ou téléphone", "E-mail address or telephone"}},
}};
inline constexpr reference::Label recipients{"Destinataires", "Recipients"};
inline constexpr reference::Label recipients_caveat{
    "Données personnelles : pour cette campagne seulement. Qui s'est opposé en a été écarté à la date du fichier ; effacez-le après "
    "l'envoi.",
    "Personal data: for this campaign alone. Whoever opposed was left out on the day of the file; erase it after sending."};

}  // namespace bassin::app::texts
