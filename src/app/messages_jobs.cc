#include "app/messages.h"

namespace bassin::app {

namespace {

constexpr Message table[] = {
    {"jobs.fault",
     ExitCode::internal,
     500,
     {"Erreur du programme dans une tâche « {kind} » : {reason}. Ce qui était en place est intact. Signalez-la.",
      "A fault of the program in a job \"{kind}\": {reason}. What was in place is whole. Report it."}},
    {"jobs.abandoned",
     ExitCode::internal,
     500,
     {"La tâche « {kind} » a été commencée {attempts} fois et le serveur s'est arrêté chaque fois avant sa fin. Elle ne sera plus tentée. "
      "Ce qui était en place est intact ; voyez le journal du serveur.",
      "The job \"{kind}\" was begun {attempts} times, and the server ended each time before it was done. It will not be tried again. What "
      "was in place is whole; see the log of the server."}},
    {"jobs.unknown",
     ExitCode::nothing_found,
     404,
     {"Il n'y a pas de tâche de ce numéro : elle a peut-être été oubliée, 30 jours après sa fin.",
      "There is no job of that number: it may have been forgotten, 30 days after its end."}},
    {"jobs.import_under_way",
     ExitCode::refused,
     409,
     {"Un import est déjà en attente ou en cours ({id}). Rien n'a été ajouté. Attendez sa fin, ou arrêtez-le.",
      "An import is already waiting or running ({id}). Nothing was added. Wait for its end, or stop it."}},
    {"jobs.nothing_to_import",
     ExitCode::data,
     500,
     {"Aucun fichier officiel (.csv, .csv.gz ou .zip) dans {folder}. Le registre en place est intact. Déposez-y les fichiers, ou "
      "demandez leur téléchargement.",
      "No official file (.csv, .csv.gz or .zip) in {folder}. The register in place is whole. Put the files there, or ask for their "
      "download."}},
    {"jobs.stopped",
     ExitCode::interrupted,
     503,
     {"La tâche « {kind} » a été arrêtée sur demande. Ce qui était en place est intact.",
      "The job \"{kind}\" was stopped as asked. What was in place is whole."}},
};

}  // namespace

std::span<Message const> jobs_messages() { return table; }

}  // namespace bassin::app
