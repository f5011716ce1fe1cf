// Texts of the command `fetch`.
#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "reference/language.h"

namespace bassin::app::texts {

using reference::Label;

inline constexpr Label fetch_summary{"Télécharger les fichiers officiels du registre.", "Download the official files of the register."};
inline constexpr Label fetch_details{
    "Vers le dossier « sources » du dossier de données, aux adresses de la configuration (docs/server.md). Un fichier inchangé n'est pas "
    "redemandé ; interrompu, le téléchargement reprend où il en était : relancez la même commande.",
    "Into the folder `sources` of the data folder, from the addresses of the configuration (docs/server.md). A file that did not change is "
    "not asked for again; interrupted, the download goes on where it was: run the same command again."};
inline constexpr Label fetch_only{"ceux-là seuls : establishments, units, history, positions, contours",
                                  "these alone: establishments, units, history, positions, contours"};
inline constexpr Label fetch_import{"puis importer ce qui est là, contours des communes compris",
                                    "then import what is there, contours of communes too"};
inline constexpr Label fetch_scope{"périmètre de cet import (bassin import --help)", "scope of that import (bassin import --help)"};
inline constexpr Label fetch_config{"configuration, en TOML (docs/server.md)", "configuration, in TOML (docs/server.md)"};
inline constexpr Label fetched_new{"nouveau", "new"};
inline constexpr Label fetched_same{"inchangé", "unchanged"};
inline constexpr Label fetched_what{"État", "State"};
inline constexpr Label fetched_bytes{"Taille", "Size"};
inline constexpr Label fetched_path{"Chemin", "Path"};
inline constexpr Label fetched_next{"Pour l'importer : bassin import {files} --data {data}",
                                    "To import it: bassin import {files} --data {data}"};
inline constexpr Label fetch_progress{"{task}[[ : {percent} %]] · {done:b}[[ · {rate:b}/s]][[ · reste {remaining}]]",
                                      "{task}[[: {percent}%]] · {done:b}[[ · {rate:b}/s]][[ · {remaining} left]]"};

inline constexpr std::array<std::pair<std::string_view, Label>, 5> source_names{{
    {"establishments", {"établissements", "establishments"}},
    {"units", {"unités légales", "legal units"}},
    {"history", {"historique", "history"}},
    {"positions", {"positions", "positions"}},
    {"contours", {"contours des communes", "contours of communes"}},
}};

}  // namespace bassin::app::texts
