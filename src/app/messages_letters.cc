#include "app/messages.h"

namespace bassin::app {

namespace {

constexpr Message table[] = {
    {"letters.no_calendar",
     ExitCode::nothing_found,
     404,
     {"Cette adresse de calendrier n'est plus en service : elle a été renouvelée ou révoquée, ou le compte n'est plus ouvert. Rien d'autre "
      "n'a changé. Faites-en une autre sur la page « Mon compte ».",
      "This calendar address is out of service: it was renewed or revoked, or the account is closed. Nothing else has changed. Make "
      "another "
      "one on the page \"My account\"."}},
    {"letters.calendar_often",
     ExitCode::internal,
     429,
     {"Ce calendrier est demandé trop souvent. Rien n'a été changé. Réessayez dans {seconds:n} secondes.",
      "This calendar is asked for too often. Nothing was changed. Try again in {seconds:n} seconds."}},
};

}  // namespace

std::span<Message const> letters_messages() { return table; }

}  // namespace bassin::app
