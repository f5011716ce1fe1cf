#include "app/messages.h"

namespace bassin::app {

namespace {

constexpr Message table[] = {
    {"support.outside_territory",
     ExitCode::usage,
     403,
     {"Cet établissement est hors du territoire de votre organisation : ce qui est partagé avec les partenaires ne s'y écrit pas. Rien n'a "
      "été enregistré. Une étiquette propre à votre organisation reste possible.",
      "This business lies outside your organisation's territory: what partners share is not written there. Nothing was saved. A tag of "
      "your "
      "own organisation is possible."}},
    {"support.changed",
     ExitCode::usage,
     409,
     {"Quelqu'un d'autre a changé cette valeur entre-temps. Rien n'a été remplacé. Relisez ce qu'elle est maintenant, puis recommencez.",
      "Somebody else has changed this value in the meantime. Nothing was replaced. Look at what it is now, then try again."}},
    {"support.not_yours",
     ExitCode::usage,
     403,
     {"C'est à un autre agent : lui seul et les coordinateurs de votre organisation le changent. Rien n'a été changé.",
      "This belongs to another agent: only they and the coordinators of your organisation change it. Nothing was changed."}},
    {"support.unknown_tag",
     ExitCode::usage,
     404,
     {"Votre organisation n'a pas cette étiquette ({id}). Rien n'a été changé. Rechargez la liste.",
      "Your organisation has no such tag ({id}). Nothing was changed. Reload the list."}},
    {"support.tag_exists",
     ExitCode::usage,
     409,
     {"Votre organisation a déjà l'étiquette « {name} ». Rien n'a été changé. Fusionnez les deux, ou choisissez un autre nom.",
      "Your organisation has the tag \"{name}\" already. Nothing was changed. Merge the two, or choose another name."}},
    {"support.unknown_portfolio",
     ExitCode::usage,
     404,
     {"Votre organisation n'a pas ce portefeuille ({id}). Rien n'a été changé. Rechargez la liste.",
      "Your organisation has no such portfolio ({id}). Nothing was changed. Reload the list."}},
    {"support.portfolio_exists",
     ExitCode::usage,
     409,
     {"Votre organisation a déjà un portefeuille « {name} ». Rien n'a été changé. Choisissez un autre nom.",
      "Your organisation has a portfolio \"{name}\" already. Nothing was changed. Choose another name."}},
    {"support.unknown_correction",
     ExitCode::usage,
     404,
     {"Cette correction ({id}) n'existe pas. Rien n'a été changé. Rechargez la fiche.",
      "There is no such correction ({id}). Nothing was changed. Reload the page."}},
    {"support.unknown_local",
     ExitCode::usage,
     404,
     {"Il n'y a pas d'entreprise locale {id} sur votre territoire. Rien n'a été changé.",
      "There is no local business {id} in your territory. Nothing was changed."}},
    {"support.matched",
     ExitCode::usage,
     409,
     {"Cette entreprise locale est déjà rattachée à l'établissement {siret}. Rien n'a été changé. Défaites d'abord ce rattachement.",
      "This local business is matched with establishment {siret} already. Nothing was changed. Undo that match first."}},
    {"support.not_matched",
     ExitCode::usage,
     409,
     {"L'entreprise locale {id} n'est rattachée à aucun établissement. Rien n'a été changé.",
      "The local business {id} is matched with no establishment. Nothing was changed."}},
    {"support.unknown_selection",
     ExitCode::usage,
     404,
     {"Cette sélection ({id}) n'existe pas, ou n'est pas partagée avec vous.",
      "There is no such selection ({id}), or it is not shared with you."}},
    {"support.too_many_selections",
     ExitCode::usage,
     409,
     {"Vous avez déjà {most} sélections. Rien n'a été enregistré. Supprimez celles qui ne servent plus.",
      "You have {most} selections already. Nothing was saved. Delete those no longer needed."}},
    {"support.unknown_zone",
     ExitCode::usage,
     404,
     {"Cette zone ({id}) n'existe pas ou plus, ou n'est pas partagée avec vous. Rien n'est montré à sa place : choisissez une autre zone, "
      "ou "
      "retirez-la de la question.",
      "There is no such zone ({id}), or no longer, or it is not shared with you. Nothing is shown in its place: choose another zone, or "
      "take it out of the question."}},
    {"support.too_many_zones",
     ExitCode::usage,
     409,
     {"Vous avez déjà {most} zones. Rien n'a été enregistré. Supprimez celles qui ne servent plus.",
      "You have {most} zones already. Nothing was saved. Delete those no longer needed."}},
    {"support.zone_elsewhere",
     ExitCode::usage,
     409,
     {"Cette zone ne contient aucun établissement du territoire de votre organisation : elle ne peut pas être partagée avec les "
      "partenaires. Rien n'a été changé. La partager dans votre organisation reste possible.",
      "This zone holds no establishment of your organisation's territory: it cannot be shared with the partners. Nothing was changed. It "
      "can be shared in your organisation."}},
    {"support.key_reused",
     ExitCode::usage,
     409,
     {"Cette clé d'envoi a déjà servi pour une autre demande. Rien n'a été enregistré. Recommencez avec une clé neuve.",
      "This Idempotency-Key was used for another request. Nothing was saved. Try again with a fresh key."}},
};

}  // namespace

std::span<Message const> support_messages() { return table; }

}  // namespace bassin::app
