#include "app/messages.h"

namespace bassin::app {

namespace {

constexpr Message table[] = {
    {"succession.unknown",
     ExitCode::usage,
     404,
     {"Ce changement de territoire ({id}) n'existe pas. Rien n'a été changé. Rechargez la page.",
      "There is no such change of territory ({id}). Nothing was changed. Reload the page."}},
    {"succession.bad_plan",
     ExitCode::usage,
     400,
     {"Ce changement de territoire ne peut pas être préparé ainsi : {what} ({allowed}). Rien n'a été changé. Vérifiez qui disparaît, qui "
      "reprend chaque commune, et qui reprend ce qui n'est dans aucune.",
      "This change of territory cannot be planned like that: {what} ({allowed}). Nothing was changed. Check who goes, who takes over each "
      "commune, and who takes over what lies in none."}},
    {"succession.wrong_state",
     ExitCode::usage,
     409,
     {"Cette étape n'est plus possible : le changement de territoire est dans l'état « {state:w} ». Rien n'a été changé. Rechargez la "
      "page.",
      "This step is not possible any more: the change of territory is in the state “{state:w}”. Nothing was changed. Reload the page."}},
    {"succession.not_yet",
     ExitCode::usage,
     409,
     {"Ce changement de territoire vaut à partir du {on:d}. Rien n'a été changé : il sera fait ce jour-là.",
      "This change of territory holds from {on:d} on. Nothing was changed: it will be carried out on that day."}},
    {"succession.seal_broken",
     ExitCode::usage,
     409,
     {"Depuis l'aperçu, ceci a changé : {what}. Rien n'a été fait. Relisez l'aperçu, puis approuvez-le de nouveau.",
      "Since the preview, this has changed: {what}. Nothing was done. Read the preview again, then approve it again."}},
    {"succession.changed_since",
     ExitCode::usage,
     409,
     {"Ce changement de territoire ne peut plus être annulé : ceci a été modifié depuis : {what:w} (en tout : {count:n}). Rien n'a été "
      "changé. Préparez un changement en sens inverse.",
      "This change of territory cannot be undone any more: this was changed since: {what:w} ({count:n} in all). Nothing was changed. "
      "Plan a change the other way round."}},
    {"succession.busy",
     ExitCode::usage,
     409,
     {"Un autre changement de territoire est en cours, ou en cours d'annulation, pour {what}. Rien n'a été changé. Attendez qu'il soit "
      "terminé, puis recommencez.",
      "Another change of territory is under way, or being undone, for {what}. Nothing was changed. Wait until it is over, then try "
      "again."}},
    {"succession.exchanged",
     ExitCode::usage,
     400,
     {"La même organisation reprendrait et céderait {what} : ses dossiers n'auraient pas de repreneur certain. Rien n'a été changé. Donnez "
      "à cette commune un seul repreneur, ou préparez deux changements.",
      "The same organisation would take over {what} and hand it on: its records would have no certain heir. Nothing was changed. Give this "
      "commune one heir, or plan two changes."}},
    {"succession.too_early",
     ExitCode::usage,
     400,
     {"Ce changement vaut à partir du {on:d}, mais {what} n'existe qu'à partir du {from:d}. Rien n'a été changé. Choisissez un jour "
      "ultérieur, ou corrigez le premier jour de cette organisation.",
      "This change holds from {on:d} on, but {what} is there from {from:d} on only. Nothing was changed. Choose a later day, or correct "
      "the "
      "first day of that organisation."}},
};

}  // namespace

std::span<Message const> succession_messages() { return table; }

}  // namespace bassin::app
