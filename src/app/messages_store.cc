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
};

}  // namespace

std::span<Message const> store_messages() { return table; }

}  // namespace bassin::app
