#include "app/messages.h"

namespace bassin::app {

namespace {

constexpr Message table[] = {
    {"convention.no_annex",
     ExitCode::usage,
     409,
     {"Une application annuelle suit les règles de partage de sa convention-cadre, un avenant celles de la convention qu'il modifie. Rien "
      "n'a été changé. Ouvrez la convention dont ce texte dépend.",
      "An annual application goes by the sharing rules of its framework, an amendment by those of the convention that it changes. Nothing "
      "was changed. Open the convention that this text belongs to."}},
    {"convention.unknown_annex",
     ExitCode::usage,
     404,
     {"Cette convention n'a pas cette annexe de partage ({id}). Rien n'a été changé. Rechargez la page.",
      "This convention has no such sharing annex ({id}). Nothing was changed. Reload the page."}},
    {"convention.not_awaited",
     ExitCode::usage,
     409,
     {"Cette annexe n'attend plus cet accord : il a été donné, ou l'annexe a été retirée ou remplacée. Rien n'a été changé. Rechargez la "
      "page.",
      "This annex awaits no such agreement any more: it was given, or the annex was withdrawn or replaced. Nothing was changed. Reload the "
      "page."}},
    {"convention.only_narrower",
     ExitCode::usage,
     409,
     {"Seule, une partie peut montrer moins de ce qu'elle écrit, jamais plus : ouvrir davantage passe par une annexe que propose "
      "l'organisation qui tient la convention. Rien n'a été changé.",
      "Alone, a party may show less of what it writes, never more: opening further takes an annex that the organisation keeping the "
      "convention proposes. Nothing was changed."}},
    {"convention.nothing_changes",
     ExitCode::usage,
     409,
     {"Ce sont déjà les règles en vigueur. Rien n'a été enregistré. Changez-en une au moins.",
      "These are the rules in force already. Nothing was saved. Change one of them at least."}},
};

}  // namespace

std::span<Message const> annex_messages() { return table; }

}  // namespace bassin::app
