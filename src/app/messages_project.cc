#include "app/messages.h"

namespace bassin::app {

namespace {

constexpr Message table[] = {
    {"support.unknown_project",
     ExitCode::usage,
     404,
     {"Ce projet ({id}) n'existe pas, ou votre organisation n'en voit pas le contenu. Rien n'a été changé. Rechargez la page, ou demandez "
      "à l'organisation qui le suit de vous confier un besoin.",
      "There is no such project ({id}), or your organisation does not see its content. Nothing was changed. Reload the page, or ask the "
      "organisation that follows it to hand you a need."}},
    {"support.project_closed",
     ExitCode::usage,
     409,
     {"Ce projet est clos. Rien n'a été changé. Rouvrez-le pour le modifier.",
      "This project is closed. Nothing was changed. Reopen it to change it."}},
    {"support.project_open",
     ExitCode::usage,
     409,
     {"Ce projet est déjà ouvert. Rien n'a été changé. Rechargez la page.",
      "This project is open already. Nothing was changed. Reload the page."}},
    {"support.project_has_work",
     ExitCode::usage,
     409,
     {"Des échanges, contacts, documents, besoins, rappels ou suivis sont attachés à ce projet. Rien n'a été supprimé. Clôturez-le, ou "
      "supprimez d'abord ce qui s'y trouve.",
      "Exchanges, contacts, documents, needs, reminders or follow-ups hang on this project. Nothing was deleted. Close it, or delete what "
      "it holds first."}},
};

}  // namespace

std::span<Message const> project_messages() { return table; }

}  // namespace bassin::app
