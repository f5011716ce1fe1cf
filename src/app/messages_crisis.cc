#include "app/messages.h"

namespace bassin::app {

namespace {

constexpr Message table[] = {
    {"crisis.unknown",
     ExitCode::usage,
     404,
     {"Votre organisation n'est pas dans la salle de cette crise ({id}), ou n'a pas encore accepté d'y entrer. Rien n'a été changé. "
      "Revenez à "
      "la liste des crises.",
      "Your organisation is not in the room of this crisis ({id}), or has not agreed to join it yet. Nothing was changed. Go back to the "
      "list "
      "of crises."}},
    {"crisis.not_yours",
     ExitCode::usage,
     403,
     {"Votre rôle ne le permet pas : la crise est menée par les coordinateurs et administrateurs de l'organisation qui l'a ouverte, les "
      "fiches sont tenues par les agents de la salle. Rien n'a été changé. Adressez-vous à eux.",
      "Your role does not allow this: the crisis is run by coordinators and administrators of the organisation that opened it, cases are "
      "kept "
      "by agents of the room. Nothing was changed. Ask them."}},
    {"crisis.changed",
     ExitCode::usage,
     409,
     {"Quelqu'un d'autre l'a changé entre-temps. Rien n'a été remplacé. Relisez ce qu'il en est maintenant, puis recommencez.",
      "Somebody else changed this in the meantime. Nothing was replaced. Read what it is now, then try again."}},
    {"crisis.closed",
     ExitCode::usage,
     409,
     {"La crise est close : la salle se lit, et rien ne s'y écrit plus. Rien n'a été changé. Qui l'a ouverte peut la rouvrir.",
      "The crisis is closed: the room is read, and nothing more is written in it. Nothing was changed. Who opened it may open it again."}},
    {"crisis.anonymised",
     ExitCode::usage,
     409,
     {"Le temps de conservation est passé : la liste ne nomme plus personne, et la crise ne se rouvre pas. Rien n'a été changé. Ouvrez-en "
      "une nouvelle.",
      "The time of its keeping is over: the list names nobody any more, and the crisis is not opened again. Nothing was changed. Open a "
      "new "
      "one."}},
    {"crisis.bad_value",
     ExitCode::usage,
     400,
     {"La valeur de « {field} » n'est pas acceptée. Rien n'a été changé. Attendu : {allowed}.",
      "The value of \"{field}\" is not accepted. Nothing was changed. Expected: {allowed}."}},
    {"crisis.unknown_partner",
     ExitCode::usage,
     400,
     {"Cette organisation ({organisation}) n'existe plus, ou n'est pas entrée dans la salle. Rien n'a été changé. Choisissez-en une de la "
      "liste.",
      "This organisation ({organisation}) is no more, or has not joined the room. Nothing was changed. Choose one from the list."}},
    {"crisis.unknown_agent",
     ExitCode::usage,
     400,
     {"Cette personne ({agent}) n'est pas de l'organisation choisie. Rien n'a été changé. Choisissez-en une de la liste.",
      "This person ({agent}) is not of the chosen organisation. Nothing was changed. Choose one from the list."}},
    {"crisis.keeper_stays",
     ExitCode::usage,
     409,
     {"L'organisation qui a ouvert la crise ne quitte pas sa salle. Rien n'a été changé. Clôturez la crise quand elle est finie.",
      "The organisation that opened the crisis does not leave its room. Nothing was changed. Close the crisis when it is over."}},
    {"crisis.empty_zone",
     ExitCode::usage,
     400,
     {"La zone n'a ni contour, ni commune, ni rue. Rien n'a été changé. Dessinez-la, ou nommez des communes ou des rues.",
      "The zone has no outline, commune or street. Nothing was changed. Draw it, or name communes or streets."}},
    {"crisis.unknown_zone",
     ExitCode::usage,
     404,
     {"La crise n'a pas de zone n° {number}. Rien n'a été changé. Rechargez la page.",
      "The crisis has no zone number {number}. Nothing was changed. Reload the page."}},
    {"crisis.unknown_report",
     ExitCode::usage,
     404,
     {"La crise n'a pas de point de situation n° {number}. Rien n'a été changé. Rechargez la page.",
      "The crisis has no situation report number {number}. Nothing was changed. Reload the page."}},
    {"crisis.zone_moved",
     ExitCode::usage,
     409,
     {"Quelqu'un d'autre a dessiné la zone n° {number} entre-temps. Rien n'a été changé, et la sienne reste. Regardez-la, puis recommencez "
      ": la "
      "nouvelle zone remplace toute la précédente.",
      "Somebody else has drawn zone number {number} in the meantime. Nothing was changed, and theirs stays. Look at it, then try again: "
      "the new "
      "zone replaces the whole one before."}},
    {"crisis.unknown_case",
     ExitCode::usage,
     404,
     {"Aucune crise dont votre organisation tient la salle n'a cette fiche ({id}). Rien n'a été changé. Revenez à la liste.",
      "No crisis in whose room your organisation works has this case ({id}). Nothing was changed. Go back to the list."}},
    {"crisis.too_many",
     ExitCode::usage,
     400,
     {"La zone tient {found} établissements au moins, {allowed} au plus sont admis. Rien n'a été changé. Resserrez-la, ou choisissez un "
      "champ plus étroit.",
      "The zone holds {found} establishments at least, {allowed} at most are accepted. Nothing was changed. Narrow it, or choose a "
      "narrower field."}},
    {"crisis.extract_too_large",
     ExitCode::usage,
     400,
     {"Cette partie de la liste compte {found} entreprises, {allowed} au plus tiennent dans un extrait. Rien n'a été pris. Choisissez une "
      "commune, une rue, ou les fiches que vous avez en charge.",
      "This part of the list has {found} businesses, {allowed} at most fit into an extract. Nothing was taken. Choose a commune, a street, "
      "or the cases that you have in hand."}},
    {"crisis.on_the_line",
     ExitCode::usage,
     409,
     {"Quelqu'un est en ligne avec cette entreprise ({by}, jusqu'à {until}). Rien n'a été changé. Prenez la suivante, ou attendez qu'il "
      "raccroche.",
      "Somebody is on the line with this business ({by}, until {until}). Nothing was changed. Take the next one, or wait until they hang "
      "up."}},
    {"crisis.unknown_decree",
     ExitCode::usage,
     404,
     {"Aucun arrêté n'est enregistré sous ce numéro ({id}). Rien n'a été changé. Revenez à la liste des arrêtés.",
      "No decree is kept under this id ({id}). Nothing was changed. Go back to the list of decrees."}},
    {"crisis.unknown_request",
     ExitCode::usage,
     404,
     {"Cette demande d'indemnité ou d'aide ({id}) n'est sur aucune fiche d'une crise où votre organisation travaille. Rien n'a été changé. "
      "Relisez la fiche.",
      "This request for compensation or aid ({id}) is on no case of a crisis in which your organisation works. Nothing was changed. Read "
      "the case again."}},
    {"crisis.asked_already",
     ExitCode::usage,
     409,
     {"Cette demande est déjà notée sur la fiche. Rien n'a été ajouté. Relisez la fiche, puis complétez la demande qui s'y trouve.",
      "This request is noted on the case already. Nothing was added. Read the case again, then complete the request that is there."}},
    {"crisis.unknown_template",
     ExitCode::usage,
     404,
     {"Votre organisation n'a pas ce modèle de lettre ({id}). Rien n'a été changé. Revenez à la liste des modèles.",
      "Your organisation has no such template of a letter ({id}). Nothing was changed. Go back to the list of templates."}},
    {"crisis.unknown_field",
     ExitCode::usage,
     400,
     {"Le modèle nomme un champ qui n'existe pas : {field}. Rien n'a été enregistré. Champs possibles : {allowed}.",
      "The template names a field that does not exist: {field}. Nothing was saved. Possible fields: {allowed}."}},
    {"crisis.unknown_file",
     ExitCode::usage,
     404,
     {"Ce fichier ({id}) n'est d'aucun point de situation que vous lisez, ou n'est pas encore fait. Rien n'a été changé. Relisez le point "
      "de situation.",
      "This file ({id}) is of no situation report that you read, or is not made yet. Nothing was changed. Read the situation report "
      "again."}},
    {"crisis.unknown_letter",
     ExitCode::usage,
     404,
     {"Cette lettre ({id}) n'est sur aucune fiche d'une crise où votre organisation travaille, ou n'est pas encore faite. Rien n'a été "
      "changé. Relisez la fiche.",
      "This letter ({id}) is on no case of a crisis in which your organisation works, or is not made yet. Nothing was changed. Read the "
      "case again."}},
    {"crisis.file_too_large",
     ExitCode::usage,
     413,
     {"Ce fichier d'arrêtés dépasse {most} Mio. Rien n'a été repris. Gardez-en les lignes de vos départements, puis recommencez.",
      "This file of decrees is larger than {most} MiB. Nothing was taken. Keep the lines of your départements, then try again."}},
    {"crisis.not_gaspar",
     ExitCode::usage,
     400,
     {"Ce fichier n'est pas une liste d'arrêtés de catastrophe naturelle au format GASPAR : il y manque {missing}. Rien n'a été repris. "
      "Donnez le fichier catnat_gaspar.csv de georisques.gouv.fr.",
      "This file is no list of decrees of natural disaster in the format GASPAR: it lacks {missing}. Nothing was taken. Give the file "
      "catnat_gaspar.csv of georisques.gouv.fr."}},
    {"crisis.too_many_decrees",
     ExitCode::usage,
     400,
     {"{count} lignes de ce fichier seraient reprises ; {most} le sont au plus. Rien n'a été repris. Choisissez moins de départements, ou "
      "un premier jour plus récent.",
      "{count} lines of this file would be taken; {most} are at most. Nothing was taken. Choose fewer départements, or a later first "
      "day."}},
    {"crisis.unknown_after",
     ExitCode::usage,
     404,
     {"Ce mot de suivi ({id}) n'est sur aucune fiche d'une crise où votre organisation travaille. Rien n'a été changé. Relisez la fiche.",
      "This word ({id}) is on no case of a crisis in which your organisation works. Nothing was changed. Read the case again."}},
    {"crisis.mixed",
     ExitCode::usage,
     409,
     {"Un exercice ne se compare pas à une vraie crise. Rien n'a été changé. Choisissez des crises d'une même sorte.",
      "An exercise is not compared with a real crisis. Nothing was changed. Choose crises of one sort."}},
    {"crisis.merged_away",
     ExitCode::usage,
     409,
     {"Cette fiche ({id}) ne fait plus qu'une avec celle d'une même entreprise ({kept}). Rien n'a été changé. Ouvrez celle-ci.",
      "This case ({id}) is one with another of the same business now ({kept}). Nothing was changed. Open that one."}},
    {"crisis.unknown_merge",
     ExitCode::usage,
     404,
     {"Cette réunion de fiches ({id}) n'est dans aucune salle où votre organisation travaille, ou a été défaite. Rien n'a été changé. "
      "Relisez la fiche.",
      "These merged cases ({id}) are in no room in which your organisation works, or were parted. Nothing was changed. Read the case "
      "again."}},
    {"crisis.merged_since",
     ExitCode::usage,
     409,
     {"La fiche a été réunie avec une autre depuis, ou ce qui y a été noté depuis ne laisse plus les séparer. Rien n'a été changé. "
      "Défaites "
      "d'abord la dernière réunion, ou retirez ce qui a été noté deux fois.",
      "The case was merged with another since, or what was noted since does not let them be parted any more. Nothing was changed. Undo the "
      "last merging first, or take back what was noted twice."}},
    {"crisis.unknown_lesson",
     ExitCode::usage,
     404,
     {"Ce retour d'expérience ({id}) n'est dans aucune salle où votre organisation travaille. Rien n'a été changé. Relisez la page.",
      "This lesson ({id}) is in no room in which your organisation works. Nothing was changed. Read the page again."}},
    {"crisis.said_already",
     ExitCode::usage,
     409,
     {"Le suivi à {term} mois de cette entreprise est déjà dit. Rien n'a été changé. Relisez la fiche, et changez-le si besoin.",
      "How this business fares after {term} months is told already. Nothing was changed. Read the case again, and change it if need be."}},
    {"crisis.not_due",
     ExitCode::usage,
     409,
     {"Ce suivi ne se dit qu'à partir du {from}. Rien n'a été changé. Choisissez un terme déjà venu.",
      "This term is told from {from} on. Nothing was changed. Choose a term that has come."}},
    {"crisis.exercise",
     ExitCode::usage,
     409,
     {"C'est un exercice : son travail ne compte pour aucune action. Rien n'a été changé.",
      "This is an exercise: its work counts towards no action. Nothing was changed."}},
    {"crisis.wants_reason",
     ExitCode::usage,
     400,
     {"Ce pas en arrière veut une raison. Rien n'a été changé. Dites en un mot pourquoi, puis recommencez.",
      "This step back wants a reason. Nothing was changed. Say in a word why, then try again."}},
};

}  // namespace

std::span<Message const> crisis_messages() { return table; }

}  // namespace bassin::app
