#include "app/messages.h"

namespace bassin::app {

namespace {

constexpr Message table[] = {
    {"access.sign_in",
     ExitCode::internal,
     401,
     {"Il faut se connecter pour voir cette page. Rien n'a été changé.", "Sign in to see this. Nothing was changed."}},
    {"access.denied",
     ExitCode::internal,
     403,
     {"Votre rôle ne permet pas cette action. Rien n'a été changé. Demandez ce droit à l'administrateur de votre organisation.",
      "Your role does not allow this. Nothing was changed. Ask the administrator of your organisation for it."}},
    {"access.token",
     ExitCode::internal,
     403,
     {"Cette page n'est plus à jour : votre session a changé. Rien n'a été enregistré. Rechargez la page et recommencez.",
      "This page is out of date: your session has changed. Nothing was saved. Reload the page and try again."}},
    {"access.origin",
     ExitCode::internal,
     403,
     {"La demande vient d'un autre site : elle est refusée. Rien n'a été changé.",
      "The request comes from another site and is refused. Nothing was changed."}},
};

}  // namespace

std::span<Message const> access_messages() { return table; }

}  // namespace bassin::app
