#include "app/messages.h"

namespace bassin::app {

namespace {

constexpr Message table[] = {
    {"convention.unknown",
     ExitCode::usage,
     404,
     {"Votre organisation n'est partie à aucune convention de ce numéro ({id}). Rien n'a été changé. Rechargez la liste.",
      "Your organisation is a party to no such convention ({id}). Nothing was changed. Reload the list."}},
    {"convention.not_yours",
     ExitCode::usage,
     403,
     {"Cette convention est tenue par une autre organisation : ses coordinateurs et administrateurs l'écrivent, les vôtres y notent la "
      "délibération de votre organisation. Rien n'a été changé. Adressez-vous à eux.",
      "Another organisation keeps this convention: its coordinators and administrators write it, yours note what your own body decided. "
      "Nothing was changed. Ask them."}},
    {"convention.changed",
     ExitCode::usage,
     409,
     {"Quelqu'un d'autre a changé cette convention entre-temps. Rien n'a été remplacé. Relisez ce qu'elle est maintenant, puis "
      "recommencez.",
      "Somebody else has changed this convention in the meantime. Nothing was replaced. Look at what it is now, then try again."}},
    {"convention.not_a_draft",
     ExitCode::usage,
     409,
     {"Ce texte n'est plus un projet ({status}). Rien n'a été changé. Avant la signature, reprenez-le en projet ; après, préparez un "
      "avenant.",
      "This text is no draft any more ({status}). Nothing was changed. Before it is signed, take it back to a draft; after that, prepare "
      "an "
      "amendment."}},
    {"convention.wrong_status",
     ExitCode::usage,
     409,
     {"Cette étape n'est pas possible dans l'état actuel de la convention ({status}). Rien n'a été changé. Rechargez la page.",
      "This step is not possible as the convention stands ({status}). Nothing was changed. Reload the page."}},
    {"convention.bad_value",
     ExitCode::usage,
     400,
     {"« {field} » n'est pas une valeur possible. Rien n'a été enregistré. Attendu : {allowed}.",
      "\"{field}\" is not a possible value. Nothing was saved. Expected: {allowed}."}},
    {"convention.bad_parent",
     ExitCode::usage,
     400,
     {"Une application annuelle se rattache à une convention-cadre, un avenant à une convention signée ; une convention-cadre et une "
      "prestation ne se rattachent à rien. Rien n'a été enregistré.",
      "An annual application belongs to a framework convention, an amendment to a signed convention; a framework and a service belong to "
      "none. Nothing was saved."}},
    {"convention.twice",
     ExitCode::usage,
     400,
     {"« {what} » figure deux fois. Rien n'a été enregistré. Retirez l'un des deux.",
      "\"{what}\" stands there twice. Nothing was saved. Take one of them away."}},
    {"convention.keeper_stays",
     ExitCode::usage,
     400,
     {"L'organisation qui tient la convention en reste partie. Rien n'a été enregistré.",
      "The organisation that keeps the convention stays a party to it. Nothing was saved."}},
    {"convention.unknown_axis",
     ExitCode::usage,
     404,
     {"Cette convention n'a pas cet axe ({id}). Rien n'a été enregistré. Rechargez la page.",
      "This convention has no such axis ({id}). Nothing was saved. Reload the page."}},
    {"convention.unknown_party",
     ExitCode::usage,
     404,
     {"Cette organisation n'est pas, ou plus, partie à la convention ({organisation}). Rien n'a été enregistré. Rechargez la page.",
      "This organisation is not, or no more, a party to the convention ({organisation}). Nothing was saved. Reload the page."}},
    {"convention.in_use",
     ExitCode::usage,
     409,
     {"Une application annuelle ou un avenant se rattache à cette convention. Rien n'a été supprimé. Supprimez-les d'abord.",
      "An annual application or an amendment belongs to this convention. Nothing was deleted. Delete those first."}},
    {"convention.needs_parties",
     ExitCode::usage,
     409,
     {"Une convention lie deux parties au moins. Rien n'a été changé.", "A convention binds two parties at least. Nothing was changed."}},
    {"convention.needs_dates",
     ExitCode::usage,
     409,
     {"La convention n'a pas de date de début, ou pas de date de fin. Rien n'a été signé. Reprenez-la en projet et inscrivez-les.",
      "The convention has no first day, or no last one. Nothing was signed. Take it back to a draft and write them."}},
    {"convention.needs_deliberation",
     ExitCode::usage,
     409,
     {"La délibération de « {organisation} » n'est pas notée : l'organe et la date manquent. Rien n'a été signé. Inscrivez-les.",
      "The deliberation of \"{organisation}\" is not noted: its body and date are missing. Nothing was signed. Write them."}},
    {"convention.needs_perimeter",
     ExitCode::usage,
     409,
     {"Le périmètre est vide. Rien n'a été signé. Reprenez la convention en projet et inscrivez ses communes.",
      "The perimeter is empty. Nothing was signed. Take the convention back to a draft and write its communes."}},
    {"convention.needs_axis",
     ExitCode::usage,
     409,
     {"La convention n'a aucun axe. Rien n'a été signé. Reprenez-la en projet et inscrivez-en un.",
      "The convention has no axis. Nothing was signed. Take it back to a draft and write one."}},
};

}  // namespace

std::span<Message const> convention_messages() { return table; }

}  // namespace bassin::app
