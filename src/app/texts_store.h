// Texts of the commands `store`, `backup` and `restore`.
#pragma once

#include "reference/language.h"

namespace bassin::app::texts {

using reference::Label;

inline constexpr Label store_summary{"Entretenir le stockage des dossiers : niveau, contrôle, déménagement.",
                                     "Look after the casework store: level, check, move."};
inline constexpr Label store_details{
    "migrate l'amène au niveau de ce programme ; check le lit en entier ; move le copie dans un autre, vide (arrêtez le serveur avant).",
    "migrate brings it to the level of this program; check reads all of it; move copies it into another, empty one (stop the server "
    "before)."};
inline constexpr Label store_action{"migrate, check ou move", "migrate, check or move"};
inline constexpr Label store_from{"stockage d'où viennent les données (move ; par défaut celui de la configuration)",
                                  "store that the data comes from (move; default: that of the configuration)"};
inline constexpr Label store_to{"stockage vide où elles vont (move)", "empty store where it goes (move)"};
inline constexpr Label store_config{"configuration qui dit l'adresse du stockage (store.url)",
                                    "configuration that says where the store is (store.url)"};
inline constexpr Label store_migrated{"{store} : {n:n} étape(s) faite(s)", "{store}: {n:n} step(s) done"};
inline constexpr Label store_pending{"{store} : {n:n} étape(s) à faire : « bassin store migrate »",
                                     "{store}: {n:n} step(s) to do: `bassin store migrate`"};
inline constexpr Label store_whole{"{store} : entier, au niveau de ce programme", "{store}: whole, at the level of this program"};
inline constexpr Label store_table{"  {table} : {rows:n}", "  {table}: {rows:n}"};
inline constexpr Label store_moved{"{store} contient les mêmes données que {from} ; mettez cette adresse dans store.url",
                                   "{store} holds the same data as {from}; put this address into store.url"};
inline constexpr Label backup_summary{"Sauvegarder le stockage des dossiers dans un fichier.", "Back up the casework store into one file."};
inline constexpr Label backup_details{
    "Un seul état du stockage, SQLite ou PostgreSQL, sans arrêter le serveur ; relu avant de prendre la place du fichier.",
    "One state of the store, SQLite or PostgreSQL, without stopping the server; read back before it takes the place of the file."};
inline constexpr Label backup_file{"fichier de la sauvegarde", "file of the backup"};
inline constexpr Label backed_up{"{file} : sauvegarde du {date}, relue", "{file}: backup of {date}, read back"};
inline constexpr Label restore_summary{"Restaurer une sauvegarde du stockage des dossiers.", "Restore a backup of the casework store."};
inline constexpr Label restore_details{"La sauvegarde est d'abord vérifiée en entier. Arrêtez le serveur avant.",
                                       "All of the backup is checked first. Stop the server before."};
inline constexpr Label restore_replace{"par-dessus un fichier SQLite qui contient des données ; l'ancien est gardé à côté",
                                       "over a SQLite file that holds data; the former one is kept beside"};
inline constexpr Label purged_again{"{n:n} enregistrements purgés depuis cette sauvegarde ont été effacés à nouveau",
                                    "{n:n} records that were purged since that backup were erased again"};
inline constexpr Label restored{"{store} : sauvegarde du {date} restaurée[[ ; l'ancien contenu est dans {aside}]]",
                                "{store}: backup of {date} restored[[; what was there is in {aside}]]"};

}  // namespace bassin::app::texts
