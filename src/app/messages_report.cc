#include "app/messages.h"

namespace bassin::app {

namespace {

constexpr Message table[] = {
    {"convention.unknown_report",
     ExitCode::usage,
     404,
     {"Votre organisation n'est partie à aucune convention qui porte ce bilan ({id}), ou il a été supprimé. Rien n'a été changé. Rechargez "
      "la page.",
      "Your organisation is a party to no convention with this report ({id}), or it was deleted. Nothing was changed. Reload the page."}},
    {"convention.unknown_document",
     ExitCode::usage,
     404,
     {"Ce document n'existe pas, n'est pas encore prêt, ou un plus récent l'a remplacé ({id}). Rechargez la page du bilan.",
      "There is no such document, it is not ready yet, or a later one took its place ({id}). Reload the page of the report."}},
    {"convention.report_issued",
     ExitCode::usage,
     409,
     {"Ce bilan est publié : ses chiffres et ses textes ne changent plus. Rien n'a été enregistré. Rouvrez-le d'abord, avec le motif.",
      "This report is issued: its figures and words stay as they are. Nothing was saved. Reopen it first, with the reason."}},
    {"convention.report_not_issued",
     ExitCode::usage,
     409,
     {"Ce bilan est un projet : il n'y a rien à rouvrir. Rien n'a été changé. Rechargez la page.",
      "This report is a draft: there is nothing to reopen. Nothing was changed. Reload the page."}},
    {"report.not_made",
     ExitCode::internal,
     500,
     {"Le document n'a pas été fait, et sa tâche n'est plus connue. Le bilan est intact. Demandez le document de nouveau.",
      "The document was not made, and its job is not known any more. The report is whole. Ask for the document again."}},
    {"report.no_program",
     ExitCode::internal,
     500,
     {"Le document n'a pas été fait : le programme {program} manque sur le serveur. Le bilan est intact. Demandez à l'administrateur de "
      "l'installer (paquets weasyprint et pandoc), puis redemandez le document.",
      "The document was not made: the program {program} is missing on the server. The report is whole. Have the administrator install it "
      "(packages weasyprint and pandoc), then ask for the document again."}},
    {"report.program_failed",
     ExitCode::internal,
     500,
     {"Le document n'a pas été fait : {program} a échoué ({reason}). Le bilan est intact. Redemandez le document ; si cela recommence, "
      "signalez-le.",
      "The document was not made: {program} failed ({reason}). The report is whole. Ask for the document again; if it fails once more, "
      "report it."}},
};

}  // namespace

std::span<Message const> report_messages() { return table; }

}  // namespace bassin::app
