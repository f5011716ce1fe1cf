#include "app/messages.h"

namespace bassin::app {

namespace {

constexpr Message table[] = {
    {"exposure.unknown_layer",
     ExitCode::nothing_found,
     404,
     {"Cette zone d'aléa n'existe pas ou plus, ou ne vous est pas ouverte. Rien n'a été changé. Revenez à la liste des zones connues.",
      "This hazard zone does not exist, or no more, or is not open to you. Nothing was changed. Go back to the list of known zones."}},
    {"exposure.bad_value",
     ExitCode::usage,
     400,
     {"La valeur de « {field} » n'est pas de celles qui sont admises : {allowed}. Rien n'a été changé.",
      "The value of \"{field}\" is not one of those allowed: {allowed}. Nothing was changed."}},
    {"exposure.not_yours",
     ExitCode::usage,
     403,
     {"Cela revient à l'organisation qui l'a apporté : ses coordinateurs pour une zone d'aléa, ses agents pour ce qu'ils ont noté. Rien "
      "n'a "
      "été changé. Adressez-vous à elle.",
      "This is for the organisation that brought it: its coordinators for a hazard zone, its agents for what they noted. Nothing was "
      "changed. Turn to it."}},
    {"exposure.elsewhere",
     ExitCode::usage,
     409,
     {"Cette zone ne contient aucun établissement de votre territoire. Rien n'a été enregistré. Vérifiez le fichier et son système de "
      "coordonnées.",
      "This zone holds no establishment of your territory. Nothing was kept. Check the file and its coordinate system."}},
    {"exposure.too_many_layers",
     ExitCode::usage,
     409,
     {"Votre organisation tient déjà {most:n} zones d'aléa, le nombre le plus élevé. Rien n'a été enregistré. Retirez-en une qui ne sert "
      "plus, ou remplacez-en une par sa nouvelle version.",
      "Your organisation already keeps {most:n} hazard zones, the highest number. Nothing was kept. Drop one that is of no use any more, "
      "or "
      "replace one by its new edition."}},
    {"exposure.too_many",
     ExitCode::usage,
     409,
     {"Ces zones touchent {found:n} établissements de votre territoire ou plus ; une liste en montre {allowed:n} au plus. Demandez une "
      "seule "
      "zone, ou un champ d'établissements plus étroit.",
      "These zones touch {found:n} establishments of your territory or more; a list shows {allowed:n} at most. Ask for one zone, or for a "
      "narrower field of establishments."}},
    {"exposure.changed",
     ExitCode::usage,
     409,
     {"Quelqu'un d'autre a changé cela entre-temps. Rien n'a été écrasé. Rechargez la page, puis recommencez.",
      "Somebody else changed this meanwhile. Nothing was overwritten. Load the page again, then try again."}},
    {"exposure.elsewhere_business",
     ExitCode::usage,
     403,
     {"Cette entreprise est hors du territoire de votre organisation. Rien n'a été noté. Ce qui se dit d'elle avant une crise se note par "
      "qui "
      "dessert sa commune.",
      "This business lies outside the territory of your organisation. Nothing was noted. What is said of it before a crisis is noted by "
      "who "
      "serves its commune."}},
    {"exposure.foreign_contact",
     ExitCode::usage,
     409,
     {"Ce contact n'est pas un de ceux que votre organisation connaît dans cette entreprise. Rien n'a été noté. Ajoutez-le d'abord aux "
      "contacts de la fiche de l'entreprise.",
      "This contact is not one of those whom your organisation knows in this business. Nothing was noted. Add it first to the contacts on "
      "the "
      "page of the business."}},
};

}  // namespace

std::span<Message const> exposure_messages() { return table; }

}  // namespace bassin::app
