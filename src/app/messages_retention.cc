#include "app/messages.h"

namespace bassin::app {

namespace {

constexpr Message table[] = {
    {"retention.unknown_kind",
     ExitCode::usage,
     404,
     {"Il n'y a pas de durée de conservation, ou pas de purge, pour « {kind} ». Rien n'a été changé. Rechargez la page.",
      "There is no retention period, or no purge, for “{kind}”. Nothing was changed. Reload the page."}},
    {"retention.months",
     ExitCode::usage,
     400,
     {"Cette durée se règle de {least} à {most} mois : au-delà, la loi ou les archives ne le permettent pas. Rien n'a été changé. "
      "Choisissez "
      "une durée dans ces limites.",
      "This period can be set from {least} to {most} months: the law or the archives do not allow more. Nothing was changed. Choose one "
      "within these limits."}},
    {"retention.unknown_section",
     ExitCode::usage,
     404,
     {"La page d'information n'a pas de rubrique « {section} ». Rien n'a été changé. Rechargez la page.",
      "The information page has no section “{section}”. Nothing was changed. Reload the page."}},
    {"retention.nothing_due",
     ExitCode::usage,
     409,
     {"Rien n'est arrivé à échéance dans ces catégories. Aucune purge n'a été préparée. Rechargez la page.",
      "Nothing of these kinds is past its time. No purge was prepared. Reload the page."}},
    {"retention.purge_open",
     ExitCode::usage,
     409,
     {"Une purge de votre organisation est déjà préparée. Rien n'a été changé. Menez-la à son terme ou abandonnez-la d'abord.",
      "A purge of your organisation is prepared already. Nothing was changed. Carry it out or drop it first."}},
    {"retention.unknown_purge",
     ExitCode::usage,
     404,
     {"Cette purge ({id}) n'existe pas, ou n'est pas celle de votre organisation. Rien n'a été changé. Rechargez la page.",
      "There is no such purge ({id}), or it is not your organisation's. Nothing was changed. Reload the page."}},
    {"retention.purge_over",
     ExitCode::usage,
     409,
     {"Cette purge est commencée, terminée ou abandonnée : cela ne se change plus. Rien n'a été changé. Rechargez la page.",
      "This purge has begun, is over or was dropped: that cannot be changed any more. Nothing was changed. Reload the page."}},
    {"retention.no_archive",
     ExitCode::usage,
     409,
     {"Le fichier pour les archives n'a pas encore été téléchargé. Rien n'a été effacé. Téléchargez-le et gardez-le, puis recommencez.",
      "The file for the archives was not downloaded yet. Nothing was erased. Download it and keep it, then try again."}},
    {"retention.no_visa",
     ExitCode::usage,
     409,
     {"Ces documents sont des archives publiques : ils se détruisent avec le visa des archives départementales. Rien n'a été effacé. "
      "Indiquez la référence et la date du visa, puis recommencez.",
      "These are public archives: they are destroyed with the approval of the archives of the département. Nothing was erased. Enter the "
      "reference and the day of the approval, then try again."}},
};

}  // namespace

std::span<Message const> retention_messages() { return table; }

}  // namespace bassin::app
