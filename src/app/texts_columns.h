// Titles of columns and properties.
#pragma once

#include "reference/language.h"

namespace bassin::app::texts {

using reference::Label;

inline constexpr Label siret{"SIRET", "SIRET"};
inline constexpr Label siren{"SIREN", "SIREN"};
inline constexpr Label name{"Nom", "Name"};
inline constexpr Label unit_name{"Unité légale", "Legal unit"};
inline constexpr Label commune{"Commune", "Commune"};
inline constexpr Label commune_code{"Code commune", "Commune code"};
inline constexpr Label commune_file{"Code commune du fichier", "Commune code in the file"};
inline constexpr Label activity{"Activité", "Activity"};
inline constexpr Label activity_label{"Libellé de l'activité", "Activity label"};
inline constexpr Label nomenclature{"Nomenclature", "Nomenclature"};
inline constexpr Label activity_2025{"NAF 2025", "NAF 2025"};
inline constexpr Label size{"Effectif", "Employees"};
inline constexpr Label size_year{"Année de l'effectif", "Year of size"};
inline constexpr Label employer{"Employeur", "Employer"};
inline constexpr Label chambers{"Chambres", "Chambers"};
inline constexpr Label state{"État", "State"};
inline constexpr Label created{"Création", "Created"};
inline constexpr Label closed_on{"Fermeture", "Closed"};
inline constexpr Label period_start{"État depuis", "In this state since"};
inline constexpr Label legal{"Catégorie juridique", "Legal category"};
inline constexpr Label legal_label{"Libellé juridique", "Legal form"};
inline constexpr Label category{"Catégorie", "Category"};
inline constexpr Label head_office{"Siège", "Head office"};
inline constexpr Label address{"Adresse", "Address"};
inline constexpr Label postal_code{"Code postal", "Postal code"};
inline constexpr Label address_complement{"Complément d'adresse", "Address complement"};
inline constexpr Label special_distribution{"Distribution spéciale", "Special distribution"};
inline constexpr Label cedex{"Code cedex", "Cedex code"};
inline constexpr Label cedex_label{"Cedex", "Cedex"};
inline constexpr Label position_quality{"Qualité de la position", "Quality of position"};
inline constexpr Label longitude{"Longitude", "Longitude"};
inline constexpr Label latitude{"Latitude", "Latitude"};
inline constexpr Label distance{"Distance", "Distance"};
inline constexpr Label diffusion{"Diffusion", "Diffusion"};
inline constexpr Label tags{"Étiquettes", "Tags"};
inline constexpr Label portfolios{"Portefeuilles", "Portfolios"};
inline constexpr Label last_contact{"Dernier contact", "Last contact"};
inline constexpr Label outside_chambers{"hors chambres", "outside"};
inline constexpr Label to_qualify{"à qualifier", "to qualify"};

inline constexpr Label count{"Établissements", "Establishments"};
inline constexpr Label share{"Part", "Share"};
inline constexpr Label key{"Code", "Code"};
inline constexpr Label label{"Libellé", "Label"};
inline constexpr Label value{"Valeur", "Value"};
inline constexpr Label origin{"Source", "Source"};
inline constexpr Label origin_date{"Date", "Date"};
inline constexpr Label property{"Propriété", "Property"};
inline constexpr Label from_date{"Du", "From"};
inline constexpr Label to_date{"Au", "To"};
inline constexpr Label brands{"Enseignes", "Brands"};
inline constexpr Label chamber{"Chambre", "Chamber"};
inline constexpr Label confidence{"Confiance", "Confidence"};
inline constexpr Label reason{"Raison", "Reason"};

inline constexpr Label dimension{"Dimension", "Dimension"};
inline constexpr Label overlaps{"Appartenances exactes (les effectifs par chambre se recouvrent)",
                                "Exact memberships (counts by chamber overlap)"};
inline constexpr Label alone{"seule", "alone"};
inline constexpr Label any_chamber{"au moins une chambre", "at least one chamber"};
inline constexpr Label period{"Période", "Period"};
inline constexpr Label stock{"Stock au début", "Stock at start"};
inline constexpr Label creations{"Créations", "Creations"};
inline constexpr Label reopenings{"Réouvertures", "Reopenings"};
inline constexpr Label closures{"Fermetures", "Closures"};
inline constexpr Label changes_in{"Entrées", "Entries"};
inline constexpr Label changes_out{"Sorties", "Exits"};
inline constexpr Label population{"Population", "Population"};
inline constexpr Label kind{"Nature", "Kind"};
inline constexpr Label code{"Code", "Code"};
inline constexpr Label perimeter_date{"Périmètre au", "Perimeter on"};
inline constexpr Label communes{"Communes", "Communes"};
inline constexpr Label on_date{"Le", "On"};
inline constexpr Label before{"Avant", "Before"};
inline constexpr Label after{"Après", "After"};
inline constexpr Label commune_after{"Commune ensuite", "Commune after"};

}  // namespace bassin::app::texts
