// Texts of the command `demonstration`.
#pragma once

#include "reference/language.h"

namespace bassin::app::texts {

using reference::Label;

inline constexpr Label demonstration_summary{"Créer les partenaires de la démonstration et un compte par rôle.",
                                             "Make the partners of the demonstration and one account per role."};
inline constexpr Label demonstration_details{
    "Crée l'intercommunalité du Pays Créçois et les trois chambres dans un stockage vide, avec un compte par rôle, et affiche les comptes "
    "et "
    "leur mot de passe commun, tiré au hasard. Pour essayer, jamais pour de bon.",
    "Makes the intercommunality of the Pays Créçois and the three chambers in an empty store, with one account per role, and shows the "
    "accounts and their common password, drawn at random. For trying, never for real."};
inline constexpr Label demonstration_with_work{
    "Avec une convention signée et un an de travail des partenaires (fictifs) sur les établissements du registre.",
    "With a signed convention and a year of (invented) work of the partners on the establishments of the register."};
inline constexpr Label demonstration_title{"Comptes de la démonstration", "Accounts of the demonstration"};
inline constexpr Label demonstration_email{"Adresse", "Address"};
inline constexpr Label demonstration_role{"Rôle", "Role"};
inline constexpr Label demonstration_organisation{"Organisation", "Organisation"};
inline constexpr Label demonstration_person{"Personne", "Person"};
inline constexpr Label demonstration_password{"Mot de passe de tous ces comptes : {password}",
                                              "Password of all these accounts: {password}"};

}  // namespace bassin::app::texts
