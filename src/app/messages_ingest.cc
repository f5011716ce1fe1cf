#include "app/messages.h"

namespace bassin::app {

namespace {

constexpr Message table[] = {
    {"ingest.no_establishments",
     ExitCode::refused,
     400,
     {"Import refusé : aucun fichier StockEtablissement parmi ceux donnés. La version en service est inchangée. Ajoutez-le.",
      "Import refused: no StockEtablissement file among those given. The snapshot in use is unchanged. Add it."}},
    {"ingest.unknown_file",
     ExitCode::refused,
     400,
     {"Import refusé : {file} n'est pas un fichier connu (en-tête : {found}). La version en service est inchangée. Fichiers lus : "
      "{accepted}.",
      "Import refused: {file} is not a known file (header: {found}). The snapshot in use is unchanged. Files read: {accepted}."}},
    {"ingest.missing_column",
     ExitCode::refused,
     400,
     {"Import refusé : la colonne obligatoire « {column} » manque dans {file}. La version en service est inchangée. Reprenez le fichier "
      "officiel complet.",
      "Import refused: mandatory column \"{column}\" is missing in {file}. The snapshot in use is unchanged. Take the complete official "
      "file."}},
    {"ingest.old_format",
     ExitCode::refused,
     400,
     {"Import refusé : {file} est au format d'avant 2019, qui n'est plus lu. La version en service est inchangée. Prenez le fichier "
      "StockEtablissement.",
      "Import refused: {file} has the format from before 2019, which is not read. The snapshot in use is unchanged. Take the "
      "StockEtablissement file."}},
    {"ingest.damaged_archive",
     ExitCode::refused,
     400,
     {"Import refusé : l'archive {file} est tronquée ou endommagée[[ ({entry})]][[ : {reason}]]. La version en service est inchangée. "
      "Téléchargez-la de nouveau.",
      "Import refused: archive {file} is truncated or damaged[[ ({entry})]][[: {reason}]]. The snapshot in use is unchanged. Download it "
      "again."}},
    {"ingest.archive_entries",
     ExitCode::refused,
     400,
     {"Import refusé : l'archive {file} ne contient pas un fichier CSV et un seul ({entries}). La version en service est inchangée.",
      "Import refused: archive {file} does not hold one CSV file and only one ({entries}). The snapshot in use is unchanged."}},
    {"ingest.empty_file",
     ExitCode::refused,
     400,
     {"Import refusé : {file} est vide. La version en service est inchangée.",
      "Import refused: {file} is empty. The snapshot in use is "
      "unchanged."}},
    {"ingest.kind_twice",
     ExitCode::refused,
     400,
     {"Import refusé : deux fichiers de même nature ({kind:k}) : {first} et {second}. La version en service est inchangée. Gardez-en un.",
      "Import refused: two files of the same kind ({kind:k}): {first} and {second}. The snapshot in use is unchanged. Keep one."}},
    {"ingest.too_many_values",
     ExitCode::refused,
     400,
     {"Import refusé : la colonne « {column} » a plus de {limit:n} valeurs distinctes, bien plus que les fichiers officiels. La version "
      "en "
      "service est inchangée.",
      "Import refused: column \"{column}\" has more than {limit:n} distinct values, far beyond the official files. The snapshot in use "
      "is "
      "unchanged."}},
    {"ingest.too_many_rows",
     ExitCode::refused,
     400,
     {"Import refusé : {file} a plus de {limit:n} lignes. La version en service est inchangée.",
      "Import refused: {file} has more than {limit:n} rows. The snapshot in use is unchanged."}},
    {"ingest.nothing_kept",
     ExitCode::refused,
     400,
     {"Import refusé : aucune ligne de {file} n'est dans le périmètre {scope}. La version en service est inchangée. Vérifiez --scope.",
      "Import refused: no row of {file} lies in scope {scope}. The snapshot in use is unchanged. Check --scope."}},
    {"ingest.all_rejected",
     ExitCode::refused,
     400,
     {"Import refusé : aucune des {rows:n} lignes de {file} n'a pu être gardée (périmètre {scope}), {rejected:n} ont été rejetées, le "
      "plus "
      "souvent pour : {reason:r}. La version en service est inchangée. Vérifiez le fichier.[[ Lignes rejetées : {rejects}.]]",
      "Import refused: none of the {rows:n} rows of {file} could be kept (scope {scope}), {rejected:n} were rejected, most often for: "
      "{reason:r}. The snapshot in use is unchanged. Check the file.[[ Rejected rows: {rejects}.]]"}},
    {"ingest.shrunk",
     ExitCode::refused,
     409,
     {"Import refusé : {file} apporte {after:n} lignes ({kind:k}), contre {before:n} dans la version en service ({percent} %). Elle est "
      "inchangée. Le fichier est peut-être incomplet ; si la baisse est voulue, ajoutez --force.[[ Lignes rejetées : {rejects}.]]",
      "Import refused: {file} brings {after:n} rows ({kind:k}), against {before:n} in the snapshot in use ({percent}%). It is unchanged. "
      "The file may be incomplete; if the drop is meant, add --force.[[ Rejected rows: {rejects}.]]"}},
    {"ingest.fewer_positions",
     ExitCode::refused,
     409,
     {"Import refusé : {after:n} établissements ont une position, contre {before:n} dans la version en service ({percent} %). Elle est "
      "inchangée. Un fichier est peut-être incomplet ; si la baisse est voulue, ajoutez --force.[[ Lignes rejetées : {rejects}.]]",
      "Import refused: {after:n} establishments have a position, against {before:n} in the snapshot in use ({percent}%). It is "
      "unchanged. A file may be incomplete; if the drop is meant, add --force.[[ Rejected rows: {rejects}.]]"}},
    {"ingest.not_given",
     ExitCode::refused,
     409,
     {"Import refusé : la version en service a été faite aussi avec {file} ({kind:k}), et aucun fichier de cette nature n'est donné. "
      "Elle "
      "est inchangée. Ajoutez-le ; s'il doit manquer, ajoutez --force.",
      "Import refused: the snapshot in use was also made of {file} ({kind:k}), and no file of that kind is given. It is unchanged. Add "
      "it; if it is meant to be missing, add --force."}},
    {"ingest.current_unreadable",
     ExitCode::refused,
     409,
     {"Import refusé : la version en service ne se lit pas ({path} : {reason}), le nouveau registre ne peut donc pas lui être comparé. "
      "Rien n'a été changé. Vérifiez que les fichiers donnés sont complets, puis relancez avec --force.",
      "Import refused: the snapshot in use cannot be read ({path}: {reason}), so the new register cannot be compared with it. Nothing "
      "was changed. Check that the files given are complete, then run again with --force."}},
    {"ingest.disk_space",
     ExitCode::storage,
     507,
     {"Pas assez de place dans {path} : il faut environ {needed:b}, {free:b} sont libres. La version en service est inchangée. Libérez "
      "de la "
      "place, ou donnez un autre dossier avec --data.",
      "Not enough room in {path}: about {needed:b} are needed, {free:b} are free. The snapshot in use is unchanged. Make room, or give "
      "another "
      "folder with --data."}},
    {"ingest.line_too_long",
     ExitCode::refused,
     400,
     {"Import refusé : {file} a une ligne démesurée (ligne {line:n}), sans doute un guillemet jamais fermé. La version en service est "
      "inchangée. Téléchargez-le de nouveau.",
      "Import refused: {file} has an endless line (line {line:n}), most likely a quote never closed. The snapshot in use is unchanged. "
      "Download it again."}},
    {"ingest.bad_scope",
     ExitCode::usage,
     400,
     {"« {scope} » n'est pas un périmètre.[[ Le code {code} n'existe pas.]] Écrivez country, departements:77,91 ou communes:77142,77171.",
      "\"{scope}\" is not a scope.[[ There is no code {code}.]] Write country, departements:77,91 or communes:77142,77171."}},
    {"ingest.stopped",
     ExitCode::interrupted,
     503,
     {"Import interrompu. La version en service est inchangée ; les tâches finies sont gardées : relancez la même commande pour "
      "reprendre.",
      "Import interrupted. The snapshot in use is unchanged; finished tasks are kept: run the same command again to resume."}},
    {"names.stopped",
     ExitCode::interrupted,
     503,
     {"Import interrompu. La version en service est inchangée ; les tâches finies sont gardées : relancez la même commande pour "
      "reprendre.",
      "Import interrupted. The snapshot in use is unchanged; finished tasks are kept: run the same command again to resume."}},
    {"synthesis.parameter",
     ExitCode::usage,
     400,
     {"« {value} » ne convient pas à {name}. Attendu : {allowed}.", "\"{value}\" does not fit {name}. Expected: {allowed}."}},
    {"synthesis.unknown_departement",
     ExitCode::usage,
     400,
     {"Département inconnu : {code}. Écrivez par exemple 77, 2A ou 974.", "Unknown département: {code}. Write for example 77, 2A or 974."}},
    {"synthesis.stopped",
     ExitCode::interrupted,
     503,
     {"Interrompu. Aucun fichier n'a été laissé. Relancez la même commande.",
      "Interrupted. No file was left. Run the same command again."}},
    {"synthesis.zip",
     ExitCode::storage,
     500,
     {"Écriture de l'archive {path} impossible ({reason}). Libérez de la place, puis relancez.",
      "Cannot write archive {path} ({reason}). Make room, then run again."}},
};

}  // namespace

std::span<Message const> ingest_messages() { return table; }

}  // namespace bassin::app
