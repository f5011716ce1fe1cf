#include "app/messages.h"

namespace bassin::app {

namespace {

constexpr Message table[] = {
    {"convention.unknown_indicator",
     ExitCode::usage,
     404,
     {"Votre organisation n'est partie à aucune convention qui porte cet indicateur ({id}). Rien n'a été changé. Rechargez la page.",
      "Your organisation is a party to no convention with this indicator ({id}). Nothing was changed. Reload the page."}},
    {"convention.unknown_value",
     ExitCode::usage,
     404,
     {"Cette valeur n'existe pas, ou a été retirée ({id}). Rien n'a été changé. Rechargez la page.",
      "There is no such value, or it was withdrawn ({id}). Nothing was changed. Reload the page."}},
    {"convention.computed",
     ExitCode::usage,
     409,
     {"Cet indicateur se calcule à partir du travail noté : aucune valeur ne s'y saisit. Rien n'a été enregistré. Changez d'abord sa "
      "source.",
      "This indicator is computed from the work that was noted: no value is entered for it. Nothing was saved. Change its source first."}},
    {"convention.has_work",
     ExitCode::usage,
     409,
     {"Du travail a été compté pour une action de cette convention. Rien n'a été supprimé. Abandonnez-la plutôt : elle reste lisible.",
      "Work was counted towards an action of this convention. Nothing was deleted. Abandon it instead: it stays readable."}},
    {"convention.unknown_sitting",
     ExitCode::usage,
     404,
     {"Votre organisation n'est partie à aucune convention qui a cette séance ({id}). Rien n'a été changé. Rechargez la page.",
      "Your organisation is a party to no convention with this sitting ({id}). Nothing was changed. Reload the page."}},
    {"convention.unknown_decision",
     ExitCode::usage,
     404,
     {"Votre organisation n'est partie à aucune convention qui a cette décision ({id}). Rien n'a été changé. Rechargez la page.",
      "Your organisation is a party to no convention with this decision ({id}). Nothing was changed. Reload the page."}},
    {"convention.has_decisions",
     ExitCode::usage,
     409,
     {"Des décisions ont été notées à cette séance. Rien n'a été supprimé. Supprimez-les d'abord.",
      "Decisions were noted at this sitting. Nothing was deleted. Delete those first."}},
};

}  // namespace

std::span<Message const> programme_messages() { return table; }

}  // namespace bassin::app
