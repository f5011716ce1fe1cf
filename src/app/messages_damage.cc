#include "app/messages.h"

namespace bassin::app {

namespace {

constexpr Message table[] = {
    {"crisis.unknown_question",
     ExitCode::usage,
     400,
     {"Ce formulaire n'a pas de question « {question} ». Rien n'a été enregistré. Rechargez la page.",
      "This form has no question \"{question}\". Nothing was stored. Reload the page."}},
    {"crisis.empty_report",
     ExitCode::usage,
     400,
     {"Le signalement ne répond à aucune question. Rien n'a été enregistré. Répondez à une au moins ; « ne sait pas » en est une réponse.",
      "The report answers no question. Nothing was stored. Answer one at least; \"not known\" is an answer."}},
    {"crisis.unnamed_report",
     ExitCode::usage,
     400,
     {"Le signalement ne dit pas de quelle entreprise il s'agit. Rien n'a été enregistré. Indiquez son nom, son SIRET ou l'endroit.",
      "The report does not say which business it is about. Nothing was stored. State its name, its SIRET or the place."}},
    {"crisis.report_differs",
     ExitCode::usage,
     409,
     {"Un autre signalement porte déjà cet identifiant ({id}). Il n'a pas été remplacé, et celui-ci n'a pas été enregistré. Envoyez-le "
      "comme "
      "un nouveau signalement.",
      "Another report has this id already ({id}). It was not replaced, and this one was not stored. Send it as a new report."}},
    {"crisis.unknown_damage_report",
     ExitCode::usage,
     404,
     {"Aucune crise dont votre organisation tient la salle n'a ce signalement ({id}). Rien n'a été changé. Revenez à la liste.",
      "No crisis in whose room your organisation works has this report ({id}). Nothing was changed. Go back to the list."}},
    {"crisis.no_form",
     ExitCode::usage,
     404,
     {"Aucun formulaire n'est ouvert sous ce code. Rien n'a été enregistré. Vérifiez ses huit lettres, ou appelez votre mairie, votre "
      "intercommunalité ou votre chambre.",
      "No form is open under this code. Nothing was stored. Check its eight letters, or call your town hall, intercommunality or "
      "chamber."}},
    {"crisis.bad_proof",
     ExitCode::usage,
     400,
     {"La vérification contre les robots n'a pas abouti. Rien n'a été enregistré. Envoyez une seconde fois : une nouvelle vérification "
      "sera "
      "faite.",
      "The check against robots did not succeed. Nothing was stored. Send it a second time: another check will be made."}},
    {"crisis.challenge_over",
     ExitCode::usage,
     409,
     {"La vérification contre les robots a expiré, ou a déjà servi. Rien n'a été enregistré. Envoyez une seconde fois : une nouvelle "
      "vérification sera faite.",
      "The check against robots has expired, or has served already. Nothing was stored. Send it a second time: another check will be "
      "made."}},
    {"crisis.too_often",
     ExitCode::internal,
     429,
     {"Beaucoup de signalements arrivent en ce moment. Celui-ci n'a pas été enregistré. Renvoyez-le dans {seconds:n} secondes.",
      "Many reports are coming in at this moment. This one was not stored. Send it again in {seconds:n} seconds."}},
    {"crisis.too_many_waiting",
     ExitCode::internal,
     503,
     {"Beaucoup de signalements attendent d'être relus. Celui-ci n'a pas été enregistré. Appelez votre mairie, votre intercommunalité ou "
      "votre chambre, ou renvoyez-le plus tard.",
      "Many reports wait to be read. This one was not stored. Call your town hall, intercommunality or chamber, or send it again later."}},
    {"crisis.report_too_large",
     ExitCode::usage,
     413,
     {"Le signalement dépasse {allowed:n} Kio. Rien n'a été enregistré. Abrégez les remarques.",
      "The report is larger than {allowed:n} KiB. Nothing was stored. Shorten the remarks."}},
    {"crisis.bad_upload",
     ExitCode::usage,
     403,
     {"L'envoi de photos n'est pas ouvert pour ce signalement. La photo n'a pas été enregistrée ; le signalement l'est. Rouvrez le "
      "formulaire.",
      "Photos cannot be sent for this report. The photo was not stored; the report is. Open the form again."}},
    {"crisis.upload_over",
     ExitCode::usage,
     403,
     {"Les photos d'un signalement s'envoient dans les vingt-quatre heures. Celle-ci n'a pas été enregistrée. Faites un nouveau "
      "signalement, "
      "ou montrez-la à qui vous rappellera.",
      "Photos of a report are sent within twenty-four hours. This one was not stored. Make another report, or show it to whoever calls you "
      "back."}},
    {"crisis.photo_differs",
     ExitCode::usage,
     409,
     {"Une autre photo porte déjà cet identifiant ({id}). Elle n'a pas été remplacée, et celle-ci n'a pas été enregistrée. Envoyez-la "
      "comme une nouvelle photo.",
      "Another photo has this id already ({id}). It was not replaced, and this one was not stored. Send it as a new photo."}},
    {"crisis.room_photos_full",
     ExitCode::usage,
     413,
     {"La salle de crise a reçu autant de photos qu'elle en garde. Votre signalement est enregistré ; gardez la photo, votre mairie vous "
      "la "
      "demandera.",
      "The crisis room has received as many photos as it keeps. Your report is stored; keep the photo, your town hall will ask for it."}},
    {"crisis.photos_full",
     ExitCode::usage,
     413,
     {"Un signalement reçoit {most:n} photos au plus, de {megabytes:n} Mio chacune. Celle-ci n'a pas été enregistrée. Choisissez les plus "
      "utiles.",
      "A report takes {most:n} photos at most, of {megabytes:n} MiB each. This one was not stored. Choose the most useful ones."}},
    {"crisis.not_a_picture",
     ExitCode::usage,
     415,
     {"Ce fichier n'est pas une photo (JPEG, PNG ou WebP). Il n'a pas été enregistré. Choisissez une photo.",
      "This file is not a photo (JPEG, PNG or WebP). It was not stored. Choose a photo."}},
};

}  // namespace

std::span<Message const> damage_messages() { return table; }

}  // namespace bassin::app
