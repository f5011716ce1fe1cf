#include "app/messages.h"

namespace bassin::app {

namespace {

constexpr Message table[] = {
    {"support.unknown_contact",
     ExitCode::usage,
     404,
     {"Ce contact ({id}) n'existe pas ou plus, ou n'est pas à votre organisation. Rien n'a été changé. Rechargez la page.",
      "There is no such contact ({id}), or no longer, or it is not your organisation's. Nothing was changed. Reload the page."}},
    {"support.unknown_channel",
     ExitCode::usage,
     404,
     {"Ce contact n'a pas ou plus ce numéro ou cette adresse ({id}). Rien n'a été changé. Rechargez la page.",
      "The contact has no such number or address ({id}), or no longer. Nothing was changed. Reload the page."}},
    {"support.unknown_opposition",
     ExitCode::usage,
     404,
     {"Cette opposition ({id}) n'existe pas ou plus, ou a été dite à une autre organisation : elle seule la lève. Rien n'a été changé.",
      "There is no such opposition ({id}), or no longer, or it was told to another organisation, which alone lifts it. Nothing was "
      "changed."}},
    {"support.bad_phone",
     ExitCode::usage,
     400,
     {"« {value} » n'est pas un numéro de téléphone. Rien n'a été enregistré. Écrivez dix chiffres (01 64 63 00 00), ou un numéro "
      "international qui commence par + (+32 2 123 45 67).",
      "\"{value}\" is no telephone number. Nothing was saved. Write ten digits (01 64 63 00 00), or an international number beginning with "
      "+ (+32 2 123 45 67)."}},
    {"support.bad_email",
     ExitCode::usage,
     400,
     {"« {value} » n'est pas une adresse électronique. Rien n'a été enregistré. Écrivez-la comme prenom.nom@exemple.fr.",
      "\"{value}\" is no e-mail address. Nothing was saved. Write it like first.last@example.org."}},
    {"support.bad_day",
     ExitCode::usage,
     400,
     {"La date « {name} » doit être un jour du calendrier, au plus tard le {latest:d}. Rien n'a été enregistré. Ce que l'on sait d'une "
      "personne se garde trois ans après le dernier échange.",
      "The date \"{name}\" must be a day of the calendar, {latest:d} at the latest. Nothing was saved. What is known of a person is kept "
      "for three years after they were last in touch."}},
    {"support.no_purpose",
     ExitCode::usage,
     400,
     {"Dites à quoi ce numéro ou cette adresse peut servir : au moins un usage. Rien n'a été enregistré.",
      "Say what this number or address may be used for: one purpose at least. Nothing was saved."}},
    {"support.channel_twice",
     ExitCode::usage,
     409,
     {"Ce contact a déjà « {value} ». Rien n'a été enregistré. Modifiez celui qui y est.",
      "The contact has \"{value}\" already. Nothing was saved. Change the one that is there."}},
    {"support.contact_channels",
     ExitCode::usage,
     409,
     {"Un contact a au plus {most} numéros et adresses. Rien n'a été enregistré. Effacez ceux qui ne servent plus.",
      "A contact has {most} numbers and addresses at most. Nothing was saved. Erase those no longer of use."}},
    {"support.contact_links",
     ExitCode::usage,
     409,
     {"Un contact est lié à {most} entreprises au plus. Rien n'a été enregistré. Retirez-le d'abord d'une autre.",
      "A contact is linked to {most} businesses at most. Nothing was saved. Take it off another one first."}},
    {"support.contact_last_link",
     ExitCode::usage,
     409,
     {"C'est la seule entreprise de ce contact. Rien n'a été changé. Liez-le d'abord à une autre, ou effacez le contact.",
      "This is the contact's only business. Nothing was changed. Link it to another one first, or erase the contact."}},
    {"support.bad_merge",
     ExitCode::usage,
     400,
     {"Cette fusion ne va pas : il faut deux contacts différents, et ne garder que leurs propres valeurs. Rien n'a été changé. Rechargez "
      "la page.",
      "This merge makes no sense: it takes two different contacts, and only values of theirs to keep. Nothing was changed. Reload the "
      "page."}},
    {"support.merge_settled",
     ExitCode::usage,
     409,
     {"Ce contact a été modifié depuis sa fusion, ou n'en vient pas : il n'y a plus rien à défaire. Rien n'a été changé. Modifiez-le, ou "
      "ajoutez la seconde personne.",
      "This contact was changed after its merge, or does not come from one: there is nothing left to undo. Nothing was changed. Change it, "
      "or add the second person."}},
};

}  // namespace

std::span<Message const> contact_messages() { return table; }

}  // namespace bassin::app
