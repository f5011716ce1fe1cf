#include "app/messages.h"

namespace bassin::app {

namespace {

constexpr Message table[] = {
    {"convention.not_an_amendment",
     ExitCode::usage,
     409,
     {"Seul un avenant porte une liste de changements. Rien n'a été enregistré. Pour changer une convention signée, préparez un avenant.",
      "Only an amendment has a list of changes. Nothing was saved. To change a signed convention, draft an amendment."}},
    {"convention.changed_meanwhile",
     ExitCode::usage,
     409,
     {"La convention n'est plus celle que cet avenant modifie : un autre avenant a changé la même chose. Rien n'a été signé. Reprenez-le "
      "en projet, relisez et enregistrez ce qu'il change, puis faites-le délibérer de nouveau.",
      "The convention is no longer what this amendment was made for: another amendment has changed the same thing. Nothing was signed. "
      "Take it back to a draft, look through what it changes and save that, then have it voted again."}},
    {"convention.needs_change",
     ExitCode::usage,
     409,
     {"L'avenant ne change rien. Rien n'a été signé. Reprenez-le en projet et inscrivez ce qu'il change.",
      "The amendment changes nothing. Nothing was signed. Take it back to a draft and write what it changes."}},
    {"convention.needs_all_parties",
     ExitCode::usage,
     409,
     {"« {organisation} » est partie à la convention mais pas à l'avenant. Rien n'a été signé. Reprenez-le en projet, ajoutez-la et faites "
      "délibérer son assemblée.",
      "\"{organisation}\" is a party to the convention but not to the amendment. Nothing was signed. Take it back to a draft, add that "
      "party and have its body vote."}},
};

}  // namespace

std::span<Message const> amendment_messages() { return table; }

}  // namespace bassin::app
