#include "app/messages.h"

namespace bassin::app {

namespace {

constexpr Message table[] = {
    {"file.missing",
     ExitCode::usage,
     404,
     {"Fichier introuvable : {path}. Rien n'a été changé. Vérifiez le chemin.",
      "File not found: {path}. Nothing was changed. Check the path."}},
    {"file.is_folder",
     ExitCode::usage,
     400,
     {"{path} est un dossier ; un fichier est attendu. Rien n'a été changé. Nommez ses fichiers, par exemple {path}/*.csv.",
      "{path} is a folder; a file is expected. Nothing was changed. Name the files in it, for example {path}/*.csv."}},
    {"file.no_permission",
     ExitCode::storage,
     500,
     {"Accès refusé : {path}[[ ({reason})]]. Rien n'a été changé. Vérifiez les droits du fichier et de son dossier.",
      "Permission denied: {path}[[ ({reason})]]. Nothing was changed. Check the rights of the file and its folder."}},
    {"file.disk_full",
     ExitCode::storage,
     507,
     {"Plus de place sur le disque pour écrire {path}. Les données en service sont intactes. Libérez de la place et relancez la même "
      "commande.",
      "No space left on the disk to write {path}. The data in use is intact. Make room and run the same command again."}},
    {"file.failed",
     ExitCode::storage,
     500,
     {"Lecture ou écriture impossible : {path}[[ ({reason})]]. Les données en service sont intactes. Vérifiez le disque, puis relancez.",
      "Cannot read or write {path}[[ ({reason})]]. The data in use is intact. Check the disk, then run again."}},
    {"file.locked",
     ExitCode::storage,
     409,
     {"Un autre import ou retour en arrière est en cours sur ce dossier de données ({path}). Rien n'a été changé. Attendez sa fin.",
      "Another import or rollback is running on this data folder ({path}). Nothing was changed. Wait until it ends."}},
};

}  // namespace

std::span<Message const> file_messages() { return table; }

}  // namespace bassin::app
