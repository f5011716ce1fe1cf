// Words of the command line that several commands share, in both languages. What belongs to one command stands in
// texts_commands.h, error messages in the tables of messages.h.
#pragma once

#include "reference/language.h"

namespace bassin::app::texts {

using reference::Label;

inline constexpr Label masked{"[masqué]", "[masked]"};
inline constexpr Label yes{"oui", "yes"};
inline constexpr Label no{"non", "no"};
inline constexpr Label source{"Source :", "Source:"};
inline constexpr Label csv_goes_on{"la liste continue : --all la donne en entier, --cursor {cursor} la page suivante",
                                   "the list goes on: --all gives the whole, --cursor {cursor} the next page"};
inline constexpr Label next_page{"Page suivante : ajoutez", "Next page: add"};
inline constexpr Label total{"Total", "Total"};
inline constexpr Label unknown{"inconnu", "unknown"};

inline constexpr Label why_masked{
    "[masqué] : l'entreprise ou son établissement est en diffusion partielle (statut P) ; noms, adresse et position ne sont pas "
    "publics (code de commerce, art. R123-232-1). « – » : la source ne dit rien.",
    "[masked]: the business or its establishment is in partial diffusion (status P); names, address and position are not public "
    "(French commercial code, art. R123-232-1). \"–\": the source says nothing."};
inline constexpr Label why_masked_impersonal{
    "[masqué] : l'entreprise est une personne physique, ou peut l'être : cette vue n'en montre ni noms, ni adresse, ni position ; ou bien "
    "elle est en diffusion partielle (statut P). « – » : la source ne dit rien.",
    "[masked]: the business is a natural person, or may be one: this view shows neither its names nor its address nor its position; or "
    "else it is in partial diffusion (status P). \"–\": the source says nothing."};

// First line of an answer.
inline constexpr Label establishment_one{"{n:n} établissement", "{n:n} establishment"};
inline constexpr Label establishment_many{"{n:n} établissements", "{n:n} establishments"};
inline constexpr Label as_of{"au {date:d}", "on {date:d}"};
inline constexpr Label as_of_data{"données au {date:d}", "data of {date:d}"};
inline constexpr Label state_active{"actifs", "active"};
inline constexpr Label state_closed{"fermés", "closed"};
inline constexpr Label state_any{"actifs et fermés", "active and closed"};
inline constexpr Label perimeter_of{" (périmètre au {date:d})", " (perimeter of {date:d})"};
inline constexpr Label agent_view{"vue d'agent habilité, à ne pas rediffuser", "view of an entitled agent, not to be passed on"};
inline constexpr Label impersonal_view{"vue sans données de personnes physiques", "view without natural persons' data"};
inline constexpr Label scope_partial{"le registre importé ne couvre que {n:n} des {all:n} communes de {name}",
                                     "the imported register covers only {n:n} of the {all:n} communes of {name}"};
inline constexpr Label placed_by_commune{
    "{n:n} établissement(s) compté(s) ici ne sont situés qu'à leur commune : vérifiez leur adresse",
    "{n:n} establishment(s) counted here are placed no closer than their commune: check their address"};
inline constexpr Label in_zone{"zone {zone}", "zone {zone}"};
inline constexpr Label and_more{"et {n:n} autres", "and {n:n} more"};
inline constexpr Label shown_of{"{shown:n} affichés", "{shown:n} shown"};

// Source line.
inline constexpr Label sirene{"Insee, Sirene ({kinds})[[, état au {date:d}]] ; Licence Ouverte 2.0 ; version {snapshot}",
                              "Insee, Sirene ({kinds})[[, state of {date:d}]]; Licence Ouverte 2.0; snapshot {snapshot}"};
inline constexpr Label fictitious_register{
    "registre fictif produit par « bassin synthesize » ({kinds})[[, état au {date:d}]] ; version {snapshot}",
    "fictitious register made by `bassin synthesize` ({kinds})[[, state of {date:d}]]; snapshot {snapshot}"};
inline constexpr Label overlay_source{"corrections et fiches locales : {file}", "corrections and local entries: {file}"};
inline constexpr Label geography_source{"Insee, code officiel géographique ; DGCL, périmètres des EPCI ({first} à {last})",
                                        "Insee, official geographic code; DGCL, perimeters of EPCI ({first} to {last})"};

// States, as a person reads them.
inline constexpr Label active{"actif", "active"};
inline constexpr Label closed{"fermé", "closed"};
inline constexpr Label open_diffusion{"complète", "open"};
inline constexpr Label partial_diffusion{"partielle", "partial"};

// Beside an answer.
inline constexpr Label empty_list{
    "Aucun établissement ne répond à tous ces critères. Élargissez : --field all, --state any, ou un territoire plus grand.",
    "No establishment meets all of these. Widen it: --field all, --state any, or a larger territory."};

}  // namespace bassin::app::texts
