#include "app/messages.h"

namespace bassin::app {

namespace {

constexpr Message table[] = {
    {"support.unknown_campaign",
     ExitCode::usage,
     404,
     {"Cette campagne ({id}) n'existe pas, ou n'est pas celle de votre organisation. Rien n'a été changé. Rechargez la page.",
      "There is no such campaign ({id}), or it is not your organisation's. Nothing was changed. Reload the page."}},
    {"support.unknown_target",
     ExitCode::usage,
     404,
     {"Cette cible ({id}) n'est pas, ou n'est plus, dans la campagne. Rien n'a été changé. Rechargez la page.",
      "This target ({id}) is not, or no longer, in the campaign. Nothing was changed. Reload the page."}},
    {"campaign.fixed",
     ExitCode::usage,
     409,
     {"Le moyen et l'objet d'une campagne lancée ne changent plus : les oppositions ont été vérifiées pour eux. Rien n'a été changé. "
      "Remettez "
      "la campagne en préparation, ou préparez-en une autre.",
      "The means and the purpose of a campaign that runs do not change any more: oppositions were checked for them. Nothing was changed. "
      "Take "
      "the campaign back to preparation, or prepare another one."}},
    {"campaign.closed",
     ExitCode::usage,
     409,
     {"Cette campagne est close. Rien n'a été changé. Rouvrez-la d'abord.",
      "This campaign is closed. Nothing was changed. Reopen it first."}},
    {"campaign.over",
     ExitCode::usage,
     409,
     {"Les cibles de cette campagne ont été effacées, leur durée de conservation étant échue : il n'en reste que les chiffres. Rien n'a "
      "été "
      "changé. Préparez-en une autre.",
      "The targets of this campaign were erased, past the time for which they may be kept: its figures are all that is left. Nothing was "
      "changed. Prepare another one."}},
    {"campaign.empty",
     ExitCode::usage,
     409,
     {"La campagne n'a pas encore de cible. Rien n'a été changé. Ajoutez des établissements depuis l'annuaire ou une sélection.",
      "The campaign has no target yet. Nothing was changed. Add businesses from the directory or a selection."}},
    {"campaign.begun",
     ExitCode::usage,
     409,
     {"Des résultats sont déjà notés ({targets}). Rien n'a été changé. Annulez-les d'abord, ou clôturez la campagne.",
      "Results were noted already ({targets}). Nothing was changed. Undo them first, or close the campaign."}},
    {"campaign.not_preparing",
     ExitCode::usage,
     409,
     {"Les cibles se choisissent tant que la campagne est en préparation. Rien n'a été changé. Remettez-la en préparation si rien n'est "
      "encore "
      "noté, ou préparez-en une autre.",
      "Targets are chosen while the campaign is prepared. Nothing was changed. Take it back to preparation where nothing was noted yet, or "
      "prepare another one."}},
    {"campaign.not_running",
     ExitCode::usage,
     409,
     {"La campagne n'est pas en cours. Rien n'a été noté. Lancez-la, ou rouvrez-la.",
      "The campaign is not running. Nothing was noted. Start it, or reopen it."}},
    {"campaign.too_many",
     ExitCode::usage,
     400,
     {"Cela ferait {found} établissements ; une campagne en vise {allowed} au plus. Aucun n'a été ajouté. Resserrez la question, ou "
      "préparez "
      "plusieurs campagnes.",
      "That would make {found} businesses; a campaign aims at {allowed} at most. None was added. Narrow the question, or prepare several "
      "campaigns."}},
    {"campaign.not_a_result",
     ExitCode::usage,
     409,
     {"Ce résultat ({state}) ne convient pas à cette cible dans son état, ou à ce moyen. Rien n'a été noté. Rechargez la page.",
      "This result ({state}) does not fit this target in its state, or these means. Nothing was noted. Reload the page."}},
    {"campaign.opposed",
     ExitCode::usage,
     409,
     {"La personne s'est opposée à être contactée ainsi. Rien n'a été noté et la cible est mise de côté. Passez à la suivante.",
      "The person does not want to be contacted so. Nothing was noted and the target is set aside. Go on with the next one."}},
    {"campaign.no_way",
     ExitCode::usage,
     409,
     {"Cette cible ne peut pas, ou plus, être jointe par ce moyen. Rien n'a été noté. Complétez la fiche contact, ou passez à la "
      "suivante.",
      "This target cannot, or no longer, be reached by these means. Nothing was noted. Complete the contact, or go on with the next one."}},
    {"campaign.not_through",
     ExitCode::usage,
     409,
     {"Cette cible ne se joint pas, ou plus, par ce contact. Rien n'a été noté. Rechargez la page et choisissez quelqu'un d'autre.",
      "This target is not, or no longer, reached through this contact. Nothing was noted. Reload the page and choose somebody else."}},
    {"campaign.no_mailing",
     ExitCode::usage,
     409,
     {"Cette campagne n'est pas un envoi : elle n'a pas de fichier de destinataires. Rien n'a été changé. Traitez ses cibles une par une.",
      "This campaign is no mailing: it has no file of recipients. Nothing was changed. Work through its targets one by one."}},
    {"campaign.held",
     ExitCode::usage,
     409,
     {"Un collègue est en train de traiter cette cible. Rien n'a été noté. Passez à la suivante.",
      "A colleague is on this target just now. Nothing was noted. Go on with the next one."}},
    {"campaign.who",
     ExitCode::usage,
     400,
     {"Aucun contact n'est connu : indiquez le nom de la personne qui ne veut plus être contactée. Rien n'a été noté.",
      "No contact is known: give the name of the person who does not want to be contacted any more. Nothing was noted."}},
    {"campaign.no_result",
     ExitCode::usage,
     409,
     {"Il n'y a pas de résultat à annuler sur cette cible. Rien n'a été changé. Rechargez la page.",
      "There is no result to undo on this target. Nothing was changed. Reload the page."}},
    {"campaign.no_file",
     ExitCode::usage,
     409,
     {"Le fichier des destinataires n'est pas préparé, ou plus personne n'y est joignable. Rien n'a été téléchargé. Préparez-le sur la "
      "page de "
      "la campagne.",
      "The file of recipients is not prepared, or nobody in it can be reached any more. Nothing was downloaded. Prepare it on the page of "
      "the "
      "campaign."}},
};

}  // namespace

std::span<Message const> campaign_messages() { return table; }

}  // namespace bassin::app
