// Names of the values in the file of one business. A value without a name here is shown under its official column name.
#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "query/describe.h"
#include "reference/language.h"

namespace bassin::app::texts {

using reference::Label;

inline constexpr Label identity{"Identité", "Identity"};
inline constexpr Label second_address{"Seconde adresse", "Second address"};
inline constexpr Label position{"Position", "Position"};
inline constexpr Label sisters{"Autres établissements de l'unité légale", "Other establishments of the legal unit"};
inline constexpr Label life{"Ligne de vie", "Life line"};
inline constexpr Label life_of_stock{"Ligne de vie (dernière période seulement)", "Life line (last period only)"};
inline constexpr Label nature_unknown{"ni la nature d'activité, ni la forme juridique, ni le code d'activité ne suffisent à conclure",
                                      "neither nature of activity, nor legal form, nor activity code is enough to conclude"};
inline constexpr Label privacy_masked{
    "diffusion partielle : une partie des valeurs n'est pas publique ; elles se lisent avec --audience agent, par les personnes habilitées",
    "partial diffusion: some values are not public; entitled persons read them with --audience agent"};
inline constexpr Label privacy_as_person{
    "personne physique, ou nature inconnue : cette vue n'en montre ni noms, ni adresse, ni position",
    "natural person, or nature unknown: this view shows neither its names nor its address nor its position"};
inline constexpr Label privacy_entitled{
    "diffusion partielle : des valeurs montrées ici ne sont pas publiques ; ne pas les rediffuser (code de commerce, art. R123-232-1)",
    "partial diffusion: values shown here are not public; do not pass them on (French commercial code, art. R123-232-1)"};

inline constexpr std::array<std::pair<query::DataSource, Label>, 6> data_sources{{
    {query::DataSource::establishments, {"fichier des établissements", "file of establishments"}},
    {query::DataSource::units, {"fichier des unités légales", "file of legal units"}},
    {query::DataSource::history, {"historique", "history"}},
    {query::DataSource::positions, {"géolocalisation", "geolocation"}},
    {query::DataSource::overlay, {"fiche locale", "local entry"}},
    {query::DataSource::reference, {"code officiel géographique", "official geographic code"}},
}};

inline constexpr std::array<std::pair<std::string_view, Label>, 94> attributes{{
    {"siret", {"SIRET", "SIRET"}},
    {"siren", {"SIREN", "SIREN"}},
    {"display_name", {"Nom affiché", "Display name"}},
    {"statutDiffusionEtablissement", {"Diffusion", "Diffusion"}},
    {"dateCreationEtablissement", {"Création", "Created"}},
    {"dateDernierTraitementEtablissement", {"Dernier traitement", "Last treatment"}},
    {"etablissementSiege", {"Siège", "Head office"}},
    {"etatAdministratifEtablissement", {"État", "State"}},
    {"in_state_since", {"État depuis", "In this state since"}},
    {"dateDebut", {"Dernière période depuis", "Last period since"}},
    {"nombrePeriodesEtablissement", {"Nombre de périodes", "Number of periods"}},
    {"tags", {"Étiquettes", "Tags"}},
    {"portfolios", {"Portefeuilles", "Portfolios"}},
    {"last_contact", {"Dernier contact", "Last contact"}},
    {"epci", {"Intercommunalité", "Intercommunality"}},
    {"departement", {"Département", "Département"}},
    {"nicSiegeUniteLegale", {"NIC du siège", "NIC of the head office"}},
    {"unitePurgeeUniteLegale", {"Unité purgée (cessée avant 2002)", "Purged unit (ceased before 2002)"}},
    {"nombrePeriodesUniteLegale", {"Périodes de l'unité", "Periods of the unit"}},
    {"dateDernierTraitementUniteLegale", {"Dernier traitement de l'unité", "Last treatment of the unit"}},
    {"enseigne1Etablissement", {"Enseigne", "Brand"}},
    {"enseigne2Etablissement", {"Enseigne (2)", "Brand (2)"}},
    {"enseigne3Etablissement", {"Enseigne (3)", "Brand (3)"}},
    {"denominationUsuelleEtablissement", {"Dénomination usuelle", "Usual name"}},
    {"activitePrincipaleEtablissement", {"Activité principale", "Main activity"}},
    {"activitePrincipaleNAF25Etablissement", {"Activité (NAF 2025)", "Activity (NAF 2025)"}},
    {"activitePrincipaleRegistreMetiersEtablissement", {"Activité au registre des métiers", "Activity in the craft register"}},
    {"nomenclatureActivitePrincipaleEtablissement", {"Nomenclature", "Nomenclature"}},
    {"trancheEffectifsEtablissement", {"Tranche d'effectifs", "Size band"}},
    {"anneeEffectifsEtablissement", {"Année de l'effectif", "Year of size"}},
    {"caractereEmployeurEtablissement", {"Employeur", "Employer"}},
    {"complementAdresseEtablissement", {"Complément", "Complement"}},
    {"numeroVoieEtablissement", {"Numéro", "Number"}},
    {"indiceRepetitionEtablissement", {"Indice", "Repetition"}},
    {"typeVoieEtablissement", {"Type de voie", "Street type"}},
    {"libelleVoieEtablissement", {"Voie", "Street"}},
    {"codePostalEtablissement", {"Code postal", "Postal code"}},
    {"libelleCommuneEtablissement", {"Commune", "Commune"}},
    {"codeCommuneEtablissement", {"Code commune", "Commune code"}},
    {"distributionSpecialeEtablissement", {"Distribution spéciale", "Special distribution"}},
    {"codeCedexEtablissement", {"Code cedex", "Cedex code"}},
    {"libelleCedexEtablissement", {"Cedex", "Cedex"}},
    {"denominationUniteLegale", {"Dénomination", "Name"}},
    {"sigleUniteLegale", {"Sigle", "Acronym"}},
    {"nomUniteLegale", {"Nom", "Family name"}},
    {"nomUsageUniteLegale", {"Nom d'usage", "Name in use"}},
    {"prenomUsuelUniteLegale", {"Prénom usuel", "Usual first name"}},
    {"categorieJuridiqueUniteLegale", {"Catégorie juridique", "Legal category"}},
    {"categorieEntreprise", {"Catégorie d'entreprise", "Category of enterprise"}},
    {"etatAdministratifUniteLegale", {"État de l'unité légale", "State of the unit"}},
    {"statutDiffusionUniteLegale", {"Diffusion de l'unité légale", "Diffusion of the unit"}},
    {"dateCreationUniteLegale", {"Création de l'unité légale", "Unit created"}},
    {"activitePrincipaleUniteLegale", {"Activité de l'unité légale", "Activity of the unit"}},
    {"trancheEffectifsUniteLegale", {"Effectif de l'unité légale", "Size of the unit"}},
    {"economieSocialeSolidaireUniteLegale", {"Économie sociale et solidaire", "Social economy"}},
    {"nic", {"NIC", "NIC"}},
    {"address", {"Adresse", "Address"}},
    {"unit_name", {"Nom de l'unité légale", "Name of the unit"}},
    {"longitude", {"Longitude", "Longitude"}},
    {"latitude", {"Latitude", "Latitude"}},
    {"position_quality", {"Qualité de la position", "Quality of position"}},
    {"corrected_activity", {"Activité corrigée", "Corrected activity"}},
    {"pseudonymeUniteLegale", {"Pseudonyme", "Pseudonym"}},
    {"denominationUsuelle1UniteLegale", {"Dénomination usuelle", "Usual name"}},
    {"prenom1UniteLegale", {"Prénom", "First name"}},
    {"identifiantAssociationUniteLegale", {"Numéro d'association", "Association number"}},
    {"caractereEmployeurUniteLegale", {"Unité légale employeuse", "Unit employs"}},
    {"societeMissionUniteLegale", {"Société à mission", "Mission company"}},
    {"activitePrincipaleNAF25UniteLegale", {"Activité de l'unité (NAF 2025)", "Activity of the unit (NAF 2025)"}},
    {"libelleCommuneEtrangerEtablissement", {"Commune étrangère", "Foreign commune"}},
    {"libellePaysEtrangerEtablissement", {"Pays", "Country"}},
    {"codePaysEtrangerEtablissement", {"Code pays", "Country code"}},
    {"dernierNumeroVoieEtablissement", {"Dernier numéro", "Last number"}},
    {"identifiantAdresseEtablissement", {"Identifiant d'adresse", "Address identifier"}},
    {"indiceRepetitionDernierNumeroVoieEtablissement", {"Indice du dernier numéro", "Repetition of last number"}},
    {"denominationUsuelle2UniteLegale", {"Dénomination usuelle (2)", "Usual name (2)"}},
    {"denominationUsuelle3UniteLegale", {"Dénomination usuelle (3)", "Usual name (3)"}},
    {"prenom2UniteLegale", {"Prénom (2)", "First name (2)"}},
    {"prenom3UniteLegale", {"Prénom (3)", "First name (3)"}},
    {"prenom4UniteLegale", {"Prénom (4)", "First name (4)"}},
    {"complementAdresse2Etablissement", {"Complément", "Complement"}},
    {"numeroVoie2Etablissement", {"Numéro", "Number"}},
    {"indiceRepetition2Etablissement", {"Indice", "Repetition"}},
    {"typeVoie2Etablissement", {"Type de voie", "Street type"}},
    {"libelleVoie2Etablissement", {"Voie", "Street"}},
    {"codePostal2Etablissement", {"Code postal", "Postal code"}},
    {"libelleCommune2Etablissement", {"Commune", "Commune"}},
    {"libelleCommuneEtranger2Etablissement", {"Commune étrangère", "Foreign commune"}},
    {"distributionSpeciale2Etablissement", {"Distribution spéciale", "Special distribution"}},
    {"codeCommune2Etablissement", {"Code commune", "Commune code"}},
    {"codeCedex2Etablissement", {"Code cedex", "Cedex code"}},
    {"libelleCedex2Etablissement", {"Cedex", "Cedex"}},
    {"codePaysEtranger2Etablissement", {"Code pays", "Country code"}},
    {"libellePaysEtranger2Etablissement", {"Pays", "Country"}},
}};

// Values that are words of ours or letters of the files, by property; "" stands for every property.
struct ValueWord {
  std::string_view property;
  std::string_view value;
  Label label;
};
inline constexpr std::array<ValueWord, 15> value_words{{
    {"", "yes", {"oui", "yes"}},
    {"", "no", {"non", "no"}},
    {"statutDiffusionEtablissement", "open", {"complète", "open"}},
    {"statutDiffusionEtablissement", "partial", {"partielle", "partial"}},
    {"statutDiffusionUniteLegale", "open", {"complète", "open"}},
    {"statutDiffusionUniteLegale", "partial", {"partielle", "partial"}},
    {"etatAdministratifEtablissement", "A", {"actif", "active"}},
    {"etatAdministratifEtablissement", "F", {"fermé", "closed"}},
    {"etatAdministratifUniteLegale", "A", {"active", "active"}},
    {"etatAdministratifUniteLegale", "C", {"cessée", "ceased"}},
    {"position_quality", "street-number", {"au numéro", "at the number"}},
    {"position_quality", "street", {"à la voie", "at the street"}},
    {"position_quality", "likely-street-number", {"au numéro, probable", "at the number, likely"}},
    {"position_quality", "likely-street", {"à la voie, probable", "at the street, likely"}},
    {"position_quality", "given", {"telle que donnée", "as given"}},
}};

}  // namespace bassin::app::texts
