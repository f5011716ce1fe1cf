#include "app/messages.h"

namespace bassin::app {

namespace {

constexpr Message table[] = {
    {"image.damaged",
     ExitCode::data,
     500,
     {"Fichier endommagé : {path} (bloc {block}, octet {offset}). Les octets lus ne sont pas ceux qui ont été écrits : le disque est à "
      "vérifier. Les autres versions du registre sont intactes : « bassin rollback » reprend la précédente, ou relancez l'import.",
      "Damaged file: {path} (block {block}, byte {offset}). The bytes read are not those that were written: check the disk. Other "
      "snapshots are intact: `bassin rollback` takes up the one before, or run the import again."}},
    {"image.truncated",
     ExitCode::data,
     500,
     {"Fichier incomplet : {path}. Les autres versions du registre sont intactes : « bassin rollback » reprend la précédente, ou "
      "relancez "
      "l'import.",
      "Incomplete file: {path}. Other snapshots are intact: `bassin rollback` takes up the one before, or run the import again."}},
    {"image.not_one",
     ExitCode::data,
     500,
     {"{path} n'est pas un fichier de Bassin. Rien n'a été changé. Relancez l'import, ou « bassin rollback » pour reprendre la version "
      "précédente.",
      "{path} is not a file of Bassin. Nothing was changed. Run the import again, or `bassin rollback` to take up the snapshot before."}},
    {"image.kind",
     ExitCode::data,
     500,
     {"{path} contient « {found} » là où « {expected} » est attendu : des fichiers ont été échangés. Relancez l'import, ou « bassin "
      "rollback ».",
      "{path} holds \"{found}\" where \"{expected}\" is expected: files were swapped. Run the import again, or `bassin rollback`."}},
    {"image.version",
     ExitCode::data,
     500,
     {"{path} est au format {found}, ce programme lit le format {expected}[[ ({kind})]]. Rien n'a été changé. Relancez « bassin import » "
      "avec ce programme, ou utilisez celui qui a écrit ces données.",
      "{path} has format {found}, this program reads format {expected}[[ ({kind})]]. Nothing was changed. Run `bassin import` with this "
      "program, or use the one that wrote these data."}},
    {"image.no_block",
     ExitCode::data,
     500,
     {"{path} : il manque la colonne « {block} ». Le fichier ne vient pas de cette version du programme. Relancez « bassin import ».",
      "{path}: column \"{block}\" is missing. The file was not made by this version of the program. Run `bassin import` again."}},
    {"image.element_size",
     ExitCode::data,
     500,
     {"{path} : la colonne « {block} » n'a pas la largeur attendue. Le fichier ne vient pas de cette version du programme. Relancez "
      "« bassin import ».",
      "{path}: column \"{block}\" has an unexpected width. The file was not made by this version of the program. Run `bassin import` "
      "again."}},
    {"image.inconsistent",
     ExitCode::data,
     500,
     {"{path} : la colonne « {block} » contredit les autres. Relancez « bassin import », ou « bassin rollback » pour reprendre la "
      "version "
      "précédente.",
      "{path}: column \"{block}\" contradicts the others. Run `bassin import` again, or `bassin rollback` to take up the snapshot "
      "before."}},
    {"snapshot.component_missing",
     ExitCode::data,
     500,
     {"La version {path} est incomplète : il manque la partie « {kind} ». « bassin rollback » reprend la version précédente ; relancer "
      "l'import en refait une.",
      "Snapshot {path} is incomplete: its part \"{kind}\" is missing. `bassin rollback` takes up the one before; an import makes a new "
      "one."}},
    {"snapshot.components_differ",
     ExitCode::data,
     500,
     {"Les parties de la version {path} ne vont pas ensemble. « bassin rollback » reprend la version précédente ; relancer l'import en "
      "refait une.",
      "The parts of snapshot {path} do not belong together. `bassin rollback` takes up the one before; an import makes a new one."}},
    {"manifest.unreadable",
     ExitCode::data,
     500,
     {"Description illisible : {path}[[ ({reason})]]. « bassin rollback » reprend la version précédente ; relancer l'import en refait "
      "une.",
      "Unreadable manifest: {path}[[ ({reason})]]. `bassin rollback` takes up the snapshot before; an import makes a new one."}},
    {"manifest.version",
     ExitCode::data,
     500,
     {"{path} est au format {found}, ce programme lit le format {expected}. Rien n'a été changé. Relancez « bassin import » avec ce "
      "programme.",
      "{path} has format {found}, this program reads format {expected}. Nothing was changed. Run `bassin import` with this program."}},
    {"store.empty",
     ExitCode::data,
     503,
     {"Aucun registre dans {path}. Importez les fichiers officiels (« bassin import FICHIER… --data {path} »), ou essayez avec un "
      "registre "
      "fictif (« bassin synthesize --demonstration DOSSIER »).",
      "No register in {path}. Import the official files (`bassin import FILE... --data {path}`), or try a fictitious register (`bassin "
      "synthesize --demonstration FOLDER`)."}},
    {"store.current_unreadable",
     ExitCode::data,
     500,
     {"{path} ne nomme aucune version du registre. Les versions elles-mêmes sont intactes : « bassin snapshots » les liste, « bassin "
      "rollback ID » en met une en service.",
      "{path} names no snapshot. The snapshots themselves are intact: `bassin snapshots` lists them, `bassin rollback ID` puts one in "
      "use."}},
    {"store.no_snapshot",
     ExitCode::usage,
     404,
     {"Aucune version « {id} ». Rien n'a été changé. « bassin snapshots » liste celles qui sont gardées.",
      "No snapshot \"{id}\". Nothing was changed. `bassin snapshots` lists those that are kept."}},
    {"store.no_whole_previous",
     ExitCode::data,
     500,
     {"Aucune version intacte n'est plus ancienne que {id} ; sont endommagées : {damaged}. Rien n'a été changé. Relancez « bassin import "
      "».",
      "No whole snapshot is older than {id}; damaged ones: {damaged}. Nothing was changed. Run `bassin import` again."}},
    {"store.no_previous",
     ExitCode::usage,
     409,
     {"Aucune version plus ancienne que {id} n'est gardée. Rien n'a été changé.",
      "No snapshot older than {id} is kept. Nothing was "
      "changed."}},
};

}  // namespace

std::span<Message const> registry_messages() { return table; }

}  // namespace bassin::app
