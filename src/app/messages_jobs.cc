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
    {"jobs.stopped",
     ExitCode::interrupted,
     503,
     {"La tâche « {kind} » a été arrêtée sur demande. Ce qui était en place est intact.",
      "The job \"{kind}\" was stopped as asked. What was in place is whole."}},
};

}  // namespace

std::span<Message const> jobs_messages() { return table; }

}  // namespace bassin::app
