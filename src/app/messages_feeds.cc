#include "app/messages.h"

namespace bassin::app {

namespace {

constexpr Message table[] = {
    {"feeds.unknown",
     ExitCode::nothing_found,
     404,
     {"Ce flux n'existe pas, ou plus, dans votre organisation. Rien n'a été changé. Revenez à la liste des flux.",
      "There is no such feed in your organisation, or no more. Nothing was changed. Go back to the list of feeds."}},
    {"feeds.bad_value",
     ExitCode::usage,
     400,
     {"La valeur de « {field} » n'est pas de celles qui sont admises : {allowed}. Rien n'a été changé.",
      "The value of \"{field}\" is not one of those allowed: {allowed}. Nothing was changed."}},
    {"feeds.too_many",
     ExitCode::usage,
     409,
     {"Votre organisation a déjà {most:n} flux, le nombre le plus élevé. Rien n'a été changé. Supprimez-en un qui ne sert plus.",
      "Your organisation already has {most:n} feeds, the highest number. Nothing was changed. Delete one that is of no use any more."}},
    {"feeds.no_key",
     ExitCode::nothing_found,
     401,
     {"Cette clé de flux n'est pas en service : elle manque, elle a été renouvelée, ou le flux a été supprimé. Rien n'a été lu. Demandez "
      "la "
      "clé en vigueur à un administrateur de votre organisation ; elle se donne dans l'en-tête « Authorization: Bearer … ».",
      "This feed key is out of service: it is missing, was renewed, or the feed was deleted. Nothing was read. Ask an administrator of "
      "your "
      "organisation for the key in force; it goes into the header \"Authorization: Bearer …\"."}},
    {"feeds.too_often",
     ExitCode::internal,
     429,
     {"Ce flux est demandé trop souvent. Rien n'a été changé. Réessayez dans {seconds:n} secondes.",
      "This feed is asked for too often. Nothing was changed. Try again in {seconds:n} seconds."}},
    {"feeds.unknown_number",
     ExitCode::usage,
     409,
     {"Le flux n'a jamais donné le numéro {since} : il a peut-être été refait, ou la base restaurée. Rien n'a été changé. Reprenez tout "
      "depuis "
      "0.",
      "The feed never gave the number {since}: it may have been made anew, or the store restored. Nothing was changed. Take everything "
      "over "
      "again from 0."}},
    {"feeds.too_long_ago",
     ExitCode::usage,
     410,
     {"Ce qui a disparu depuis le numéro {since} n'est plus connu : il date de plus d'un an. Rien n'a été changé. Reprenez tout depuis 0, "
      "et "
      "retirez de votre logiciel ce qui n'est pas redonné.",
      "What is gone since the number {since} is no longer known: it is more than a year ago. Nothing was changed. Take everything over "
      "again "
      "from 0, and remove from your program what is not given again."}},
};

}  // namespace

std::span<Message const> feeds_messages() { return table; }

}  // namespace bassin::app
