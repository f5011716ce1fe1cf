#include "app/messages.h"

namespace bassin::app {

namespace {

constexpr Message table[] = {
    {"grid.unknown",
     ExitCode::usage,
     404,
     {"Votre organisation n'a pas ce contrat d'objectifs ({id}), ou il a été supprimé. Rien n'a été changé. Revenez à la liste.",
      "Your organisation has no such objectives contract ({id}), or it was removed. Nothing was changed. Go back to the list."}},
    {"grid.not_yours",
     ExitCode::usage,
     403,
     {"Le contrat d'objectifs est écrit par les coordinateurs et les administrateurs de votre organisation. Rien n'a été changé. "
      "Adressez-vous à eux.",
      "The objectives contract is written by your organisation's coordinators and administrators. Nothing was changed. Ask them."}},
    {"grid.changed",
     ExitCode::usage,
     409,
     {"Quelqu'un d'autre l'a changé entre-temps. Rien n'a été remplacé. Relisez ce qu'il en est maintenant, puis recommencez.",
      "Somebody else changed this in the meantime. Nothing was replaced. Read what it is now, then try again."}},
    {"grid.unknown_heading",
     ExitCode::usage,
     404,
     {"Aucun contrat d'objectifs de votre organisation n'a cette rubrique ({id}). Rien n'a été changé. Rechargez la page.",
      "No objectives contract of your organisation has this heading ({id}). Nothing was changed. Reload the page."}},
    {"grid.unknown_indicator",
     ExitCode::usage,
     404,
     {"Aucun contrat d'objectifs de votre organisation n'a cet indicateur ({id}). Rien n'a été changé. Rechargez la page.",
      "No objectives contract of your organisation has this indicator ({id}). Nothing was changed. Reload the page."}},
    {"grid.unknown_value",
     ExitCode::usage,
     404,
     {"Cette valeur n'existe pas, ou a été retirée ({id}). Rien n'a été changé. Rechargez la page.",
      "There is no such value, or it was withdrawn ({id}). Nothing was changed. Reload the page."}},
    {"grid.has_headings",
     ExitCode::usage,
     409,
     {"Cette rubrique a des sous-rubriques. Rien n'a été changé. Supprimez-les ou déplacez-les d'abord.",
      "There are headings below this one. Nothing was changed. Remove or move those first."}},
    {"grid.no_coverage",
     ExitCode::usage,
     400,
     {"Un contrat d'objectifs n'a pas de périmètre : la couverture ne s'y calcule pas. Rien n'a été enregistré. Choisissez une autre "
      "mesure.",
      "An objectives contract has no perimeter: coverage cannot be computed. Nothing was saved. Choose another measure."}},
};

}  // namespace

std::span<Message const> grid_messages() { return table; }

}  // namespace bassin::app
