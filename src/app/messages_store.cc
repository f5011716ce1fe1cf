#include "app/messages.h"

namespace bassin::app {

namespace {

constexpr Message table[] = {
    {"sql.bad_url",
     ExitCode::usage,
     500,
     {"L'adresse du stockage des dossiers est mal formée. Rien n'a été ouvert. Attendu : sqlite:CHEMIN ou "
      "postgresql://COMPTE:MOT_DE_PASSE@MACHINE/BASE, les signes / @ ? du mot de passe écrits %2F %40 %3F.",
      "The address of the casework store is malformed. Nothing was opened. Expected: sqlite:PATH or "
      "postgresql://ACCOUNT:PASSWORD@HOST/DATABASE, the signs / @ ? of the password written %2F %40 %3F."}},
    {"sql.unavailable",
     ExitCode::storage,
     503,
     {"Le stockage des dossiers ne répond pas ({store} : {reason}). Ce qui était enregistré reste en sûreté ; la dernière action n'a "
      "peut-être pas été faite. Réessayez dans un instant ; si cela dure, vérifiez la base de données.",
      "The casework store does not answer ({store}: {reason}). What was saved is safe; the last action may not have been done. Try again "
      "in a moment; if it lasts, check the database."}},
    {"sql.busy",
     ExitCode::storage,
     503,
     {"Le stockage des dossiers est occupé par d'autres écritures. Rien n'a été changé. Réessayez dans un instant.",
      "The casework store is busy with other writes. Nothing was changed. Try again in a moment."}},
    {"sql.full",
     ExitCode::storage,
     507,
     {"Plus de place sur le disque du stockage des dossiers ({store}). Rien n'a été changé, ce qui était enregistré est intact. Libérez "
      "de la place, puis recommencez.",
      "No space left on the disk of the casework store ({store}). Nothing was changed, what was saved is intact. Make room, then try "
      "again."}},
    {"sql.failed",
     ExitCode::storage,
     500,
     {"Lecture ou écriture impossible dans le stockage des dossiers ({store} : {reason}). Rien n'a été changé. Vérifiez le disque et les "
      "droits, puis recommencez.",
      "Cannot read or write the casework store ({store}: {reason}). Nothing was changed. Check the disk and the rights, then try again."}},
    {"sql.damaged",
     ExitCode::data,
     500,
     {"Le stockage des dossiers est abîmé ({store} : {reason}). N'y écrivez plus : gardez une copie des fichiers, puis restaurez la "
      "dernière sauvegarde (bassin restore).",
      "The casework store is damaged ({store}: {reason}). Write no more to it: keep a copy of its files, then restore the last backup "
      "(bassin restore)."}},
    {"sql.locale",
     ExitCode::data,
     500,
     {"La base {store} ne range pas les textes par leurs octets, ou n'est pas en UTF-8. Rien n'a été changé. Créez-la par : create "
      "database … template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8'.",
      "The database {store} does not order texts by their bytes, or is not in UTF-8. Nothing was changed. Create it by: create database "
      "… template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8'."}},
    {"sql.newer_store",
     ExitCode::data,
     500,
     {"Le stockage {store} a été mis à niveau par une version plus récente de Bassin (étape {number}). Rien n'a été changé. Installez "
      "cette version, ou restaurez une sauvegarde d'avant.",
      "The store {store} was upgraded by a newer version of Bassin (step {number}). Nothing was changed. Install that version, or "
      "restore a backup from before."}},
    {"sql.changed_migration",
     ExitCode::data,
     500,
     {"Le stockage {store} n'a pas reçu l'étape {number} ({name}) sous la forme que connaît ce programme. Rien n'a été changé. Installez "
      "la version de Bassin qui l'a créé.",
      "The store {store} did not get step {number} ({name}) in the form that this program knows. Nothing was changed. Install the "
      "version of Bassin that made it."}},
    {"sql.conflict",
     ExitCode::data,
     409,
     {"Il y en a déjà un du même nom ou du même numéro[[ ({table})]]. Rien n'a été changé.",
      "There is one of the same name or number already[[ ({table})]]. Nothing was changed."}},
    {"sql.no_parent",
     ExitCode::data,
     409,
     {"Ce à quoi cela se rattache n'existe pas, ou sert encore. Rien n'a été changé. Rechargez la page.",
      "What this refers to does not exist, or is still in use. Nothing was changed. Reload the page."}},
    {"sql.check",
     ExitCode::data,
     422,
     {"Une valeur n'est pas de celles que le stockage accepte. Rien n'a été changé.",
      "A value is not one that the store takes. Nothing was changed."}},
    {"sql.bad_text",
     ExitCode::usage,
     400,
     {"Un texte contient des octets qui ne sont pas de l'UTF-8, ou un octet nul. Rien n'a été changé.",
      "A text holds bytes that are not UTF-8, or a zero byte. Nothing was changed."}},
    {"sql.not_empty",
     ExitCode::refused,
     409,
     {"Le stockage {store} contient déjà des données. Rien n'a été changé. Donnez un stockage vide ; pour restaurer par-dessus un fichier "
      "SQLite : --replace, l'ancien est gardé à côté.",
      "The store {store} holds data already. Nothing was changed. Give an empty one; to restore over a SQLite file: --replace, the former "
      "one is kept beside."}},
    {"sql.other_level",
     ExitCode::refused,
     409,
     {"Le stockage {store} a des tables d'un autre niveau que celui d'où viennent les données. Rien n'a été changé. Donnez une base vide.",
      "The store {store} has tables of another level than the one where the data comes from. Nothing was changed. Give an empty "
      "database."}},
    {"sql.cannot_copy",
     ExitCode::data,
     500,
     {"La table « {table} » ne peut pas être copiée : une valeur, une référence ou la table elle-même n'a pas sa place de l'autre côté. "
      "Rien n'a été écrit. « bassin store check » vérifie la source ; signalez ce défaut.",
      "The table \"{table}\" cannot be copied: a value, a reference or the table itself has no place on the other side. Nothing was "
      "written. `bassin store check` examines the source; please report this fault."}},
    {"sql.copy_differs",
     ExitCode::data,
     500,
     {"La table « {table} » relue après la copie n'est pas celle d'origine. Rien n'a été gardé de la copie. Vérifiez le disque ; signalez "
      "ce défaut.",
      "The table \"{table}\", read back after the copy, is not what it was. Nothing of the copy was kept. Check the disk; please report "
      "this fault."}},
    {"sql.changed_meanwhile",
     ExitCode::refused,
     409,
     {"Quelqu'un a écrit dans {store} pendant la copie. Rien n'a été gardé de la copie. Arrêtez le serveur, puis relancez la même "
      "commande.",
      "Somebody wrote to {store} during the copy. Nothing of the copy was kept. Stop the server, then run the same command again."}},
    {"sql.no_backup",
     ExitCode::usage,
     400,
     {"{path} n'est pas une sauvegarde faite par « bassin backup ». Rien n'a été changé. Vérifiez le chemin.",
      "{path} is not a backup made by `bassin backup`. Nothing was changed. Check the path."}},
    {"sql.backup_damaged",
     ExitCode::data,
     500,
     {"La sauvegarde {path} est abîmée : son contenu n'a plus sa somme de contrôle. Rien n'a été changé. Prenez une autre sauvegarde.",
      "The backup {path} is damaged: its contents no longer have their checksum. Nothing was changed. Take another backup."}},
};

}  // namespace

std::span<Message const> store_messages() { return table; }

}  // namespace bassin::app
