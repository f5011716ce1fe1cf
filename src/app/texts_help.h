// Words of the help pages that belong to no one command.
#pragma once

#include "reference/language.h"

namespace bassin::app::texts {

using reference::Label;

inline constexpr Label usage{"Usage :", "Usage:"};
inline constexpr Label options_word{"[options]", "[options]"};
inline constexpr Label own_options{"Options :", "Options:"};
inline constexpr Label examples{"Exemples :", "Examples:"};

inline constexpr Label program_summary{
    "Bassin : le registre des entreprises d'un territoire. Importe les fichiers officiels de Sirene et répond aux questions sur un "
    "territoire, à une date.",
    "Bassin: the business register of a territory. Imports the official Sirene files and answers questions about a territory, at a date."};
inline constexpr Label general_usage{"Usage : bassin COMMANDE [options]", "Usage: bassin COMMAND [options]"};
inline constexpr Label general_example{
    "Pour essayer sans fichier officiel :\n"
    "  bassin synthesize demo --demonstration\n"
    "  bassin import demo/*.csv --fictitious\n"
    "  bassin count --territory \"Pays Créçois\" --by section",
    "To try without an official file:\n"
    "  bassin synthesize demo --demonstration\n"
    "  bassin import demo/*.csv --fictitious\n"
    "  bassin count --territory \"Pays Créçois\" --by section"};
inline constexpr Label general_more{
    "« bassin COMMANDE --help » dit tout d'une commande. Codes de sortie : 0 réponse, 1 rien trouvé, 2 demande mal formée, 3 données "
    "absentes ou endommagées, 4 import refusé, 5 interrompu, 6 disque ou droits, 70 défaut du programme.",
    "`bassin COMMAND --help` says all about a command. Exit codes: 0 answered, 1 nothing found, 2 malformed request, 3 data missing or "
    "damaged, 4 import refused, 5 interrupted, 6 disk or permission, 70 fault of the program."};

// Titles of the groups of options.
inline constexpr Label data_title{"Données :", "Data:"};
inline constexpr Label filter_title{"Quels établissements :", "Which establishments:"};
inline constexpr Label audience_title{"Qui regarde, et avec quelles fiches :", "Who looks, and with which local entries:"};
inline constexpr Label output_title{"Présentation :", "Output:"};
inline constexpr Label page_title{"Liste :", "List:"};
inline constexpr Label common_title{"Toujours :", "Always:"};

}  // namespace bassin::app::texts
