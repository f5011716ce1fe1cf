#include "app/messages.h"

namespace bassin::app {

namespace {

constexpr Message table[] = {
    {"documents.unknown",
     ExitCode::usage,
     404,
     {"Ce document n'existe pas, a été retiré, ou ne vous est pas ouvert ({id}). Rien n'a été changé. Rechargez la page.",
      "There is no such document, it was removed, or it is not open to you ({id}). Nothing was changed. Reload the page."}},
    {"documents.not_yours",
     ExitCode::usage,
     403,
     {"Vous ne pouvez ni joindre ni retirer de document ici : cela revient à qui peut modifier la fiche. Rien n'a été changé.",
      "You can neither attach nor remove documents here: whoever may change the record can. Nothing was changed."}},
    {"documents.changed",
     ExitCode::usage,
     409,
     {"Ce document a été modifié entre-temps. Rien n'a été changé. Rechargez la page, puis recommencez.",
      "This document was changed meanwhile. Nothing was changed. Reload the page, then do it again."}},
    {"documents.twice",
     ExitCode::usage,
     409,
     {"Ce fichier est déjà joint ici, sous le nom « {name} ». Rien n'a été ajouté.",
      "This file is attached here already, as “{name}”. Nothing was added."}},
    {"documents.too_many",
     ExitCode::usage,
     409,
     {"Il y a déjà {most} documents ici, c'est le maximum. Rien n'a été ajouté. Retirez ceux qui ne servent plus.",
      "There are {most} documents here already, which is the most. Nothing was added. Remove those that are not needed any more."}},
    {"documents.too_large",
     ExitCode::usage,
     413,
     {"Ce fichier est trop gros : {most:b} au plus. Rien n'a été ajouté. Réduisez-le, ou joignez-le en plusieurs parties.",
      "This file is too large: {most:b} at most. Nothing was added. Make it smaller, or attach it in several parts."}},
    {"documents.empty",
     ExitCode::usage,
     400,
     {"Ce fichier est vide. Rien n'a été ajouté. Vérifiez que c'est le bon.",
      "This file is empty. Nothing was added. See whether it is the right one."}},
    {"documents.refused_type",
     ExitCode::usage,
     415,
     {"Ce type de fichier n'est pas accepté. Rien n'a été ajouté. Joignez un PDF, une image (PNG, JPEG, WebP), un document de bureautique "
      "(DOCX, XLSX, PPTX, ODT, ODS, ODP), un CSV ou un texte.",
      "This type of file is not taken. Nothing was added. Attach a PDF, a picture (PNG, JPEG, WebP), an office document (DOCX, XLSX, PPTX, "
      "ODT, ODS, ODP), a CSV or a text."}},
    {"documents.macros",
     ExitCode::usage,
     415,
     {"Ce document contient des macros, qui s'exécutent sur le poste de qui l'ouvre. Rien n'a été ajouté. Enregistrez-le sans macros, ou "
      "en "
      "PDF.",
      "This document holds macros, which run on the machine of whoever opens it. Nothing was added. Save it without macros, or as PDF."}},
    {"documents.damaged",
     ExitCode::usage,
     400,
     {"Ce fichier est incomplet ou endommagé. Rien n'a été ajouté. Ouvrez-le chez vous, enregistrez-le de nouveau, puis joignez-le.",
      "This file is damaged or not whole. Nothing was added. Open it on your machine, save it again, then attach it."}},
};

}  // namespace

std::span<Message const> document_messages() { return table; }

}  // namespace bassin::app
