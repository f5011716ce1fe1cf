// Texts of the commands `init` and `agent`.
#pragma once

#include "reference/language.h"

namespace bassin::app::texts {

using reference::Label;

inline constexpr Label init_summary{"Créer la première organisation et son administrateur.",
                                    "Create the first organisation and its administrator."};
inline constexpr Label init_details{
    "Crée le stockage des dossiers, la première organisation, son territoire et son administrateur, qui gère aussi l'installation. Ce que "
    "les options ne disent pas est demandé ; le mot de passe n'est jamais une option.",
    "Creates the casework store, the first organisation, its territory and its administrator, who also runs the installation. What the "
    "options do not say is asked for; the password is never an option."};
inline constexpr Label init_organisation{"nom de l'organisation", "name of the organisation"};
inline constexpr Label init_kind{"intercommunality, cci, cma, agriculture ou other", "intercommunality, cci, cma, agriculture or other"};
inline constexpr Label init_siren{"numéro SIREN de l'organisation", "SIREN of the organisation"};
inline constexpr Label init_territory{"territoire, par nom ou par code (« » : aucun)", "territory, by name or code (\"\": none)"};
inline constexpr Label init_done{"Installation prête : {email} peut se connecter ({store}).",
                                 "Installation ready: {email} can sign in ({store})."};
inline constexpr Label accounts_config{"configuration, en TOML (docs/server.md)", "configuration, in TOML (docs/server.md)"};
inline constexpr Label accounts_name{"prénom et nom de la personne", "first and last name of the person"};
inline constexpr Label accounts_email{"adresse de messagerie de la personne", "e-mail address of the person"};
inline constexpr Label accounts_password_file{"fichier dont la première ligne est le mot de passe (sinon il est demandé)",
                                              "file whose first line is the password (else it is asked for)"};
inline constexpr Label ask_organisation{"Nom de l'organisation", "Name of the organisation"};
inline constexpr Label ask_kind{"Nature (intercommunality, cci, cma, agriculture, other)",
                                "Kind (intercommunality, cci, cma, agriculture, other)"};
inline constexpr Label ask_territory{"Territoire (nom ou code)", "Territory (name or code)"};
inline constexpr Label ask_name{"Prénom et nom", "First and last name"};
inline constexpr Label ask_email{"Adresse de messagerie", "E-mail address"};
inline constexpr Label ask_password{"Mot de passe", "Password"};

inline constexpr Label agent_summary{"Voir, ajouter ou dépanner des comptes.", "See, add or mend accounts."};
inline constexpr Label agent_details{
    "list : les comptes. add : un compte de plus, actif aussitôt. reset-password ADRESSE : un nouveau mot de passe ; toutes ses connexions "
    "se terminent et les essais manqués sont oubliés ; avec --second-factor, le second facteur est retiré. Pour qui tient le serveur : "
    "les administrateurs invitent depuis l'application.",
    "list: the accounts. add: one more account, active at once. reset-password ADDRESS: a new password; all its sessions end and failed "
    "attempts are forgotten; with --second-factor the second factor is removed. For whoever keeps the server: administrators invite from "
    "the application."};
inline constexpr Label agent_action{"list, add ou reset-password", "list, add or reset-password"};
inline constexpr Label agent_organisation{"organisation, par identifiant ou par nom exact", "organisation, by id or exact name"};
inline constexpr Label agent_role{"administrator, coordinator, adviser, analyst, elected ou field_agent",
                                  "administrator, coordinator, adviser, analyst, elected or field_agent"};
inline constexpr Label agent_installation{"gère aussi l'installation", "also runs the installation"};
inline constexpr Label agent_second_factor{"retirer aussi le second facteur", "remove the second factor too"};
inline constexpr Label agent_added{"{email} peut se connecter.", "{email} can sign in."};
inline constexpr Label agent_reset{"{email} a un nouveau mot de passe ; ses connexions sont terminées.",
                                   "{email} has a new password; its sessions have ended."};

}  // namespace bassin::app::texts
