#include "app/messages.h"

namespace bassin::app {

namespace {

constexpr Message table[] = {
    {"support.unknown_follow_up",
     ExitCode::usage,
     404,
     {"Ce suivi ({id}) n'existe pas, est clos, ou votre organisation n'y a pas part. Rien n'a été changé. Rechargez la page.",
      "There is no such follow-up ({id}), it is closed, or your organisation has no part in it. Nothing was changed. Reload the page."}},
    {"support.follow_up_exists",
     ExitCode::usage,
     409,
     {"{organisation} suit déjà cette entreprise avec ses partenaires. Rien n'a été ouvert. Demandez à y participer, ou ouvrez un suivi "
      "propre à votre organisation.",
      "{organisation} already follows this business with its partners. Nothing was opened. Ask to take part, or open a follow-up of your "
      "own organisation."}},
    {"support.sensitive_not_shared",
     ExitCode::usage,
     409,
     {"Un suivi sur ce sujet reste dans votre organisation. Rien n'a été enregistré. Choisissez un autre sujet, ou ne le partagez pas.",
      "A follow-up on this subject stays in your organisation. Nothing was saved. Choose another subject, or do not share it."}},
    {"support.follow_up_closed",
     ExitCode::usage,
     409,
     {"Ce suivi est clos. Rien n'a été changé. Ouvrez-en un autre.", "This follow-up is closed. Nothing was changed. Open another one."}},
    {"support.not_in_follow_up",
     ExitCode::usage,
     403,
     {"Cette étape revient à une autre organisation, ou n'est pas possible dans l'état actuel du suivi. Rien n'a été changé. Rechargez la "
      "page.",
      "This step is another organisation's, or is not possible as the follow-up stands. Nothing was changed. Reload the page."}},
    {"support.follow_up_has_partners",
     ExitCode::usage,
     409,
     {"Des partenaires participent à ce suivi ou y sont invités : il reste partagé. Rien n'a été changé. Clôturez-le, ou attendez qu'ils "
      "le "
      "quittent.",
      "Partners take part in this follow-up or are invited: it stays shared. Nothing was changed. Close it, or wait until they leave."}},
};

}  // namespace

std::span<Message const> follow_up_messages() { return table; }

}  // namespace bassin::app
