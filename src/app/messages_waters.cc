#include "app/messages.h"

namespace bassin::app {

namespace {

constexpr Message table[] = {
    {"waters.unknown",
     ExitCode::nothing_found,
     404,
     {"Cette station n'est pas, ou plus, suivie par cette installation. Rien n'a été changé. Revenez à la liste des stations.",
      "This installation does not watch that station, or no more. Nothing was changed. Go back to the list of stations."}},
    {"waters.bad_value",
     ExitCode::usage,
     400,
     {"La valeur de « {field} » n'est pas de celles qui sont admises : {allowed}. Rien n'a été changé.",
      "The value of \"{field}\" is not one of those allowed: {allowed}. Nothing was changed."}},
    {"waters.bad_url",
     ExitCode::usage,
     400,
     {"« {url} » n'est pas une adresse que Bassin interroge. Rien n'a été changé. Attendu : https://… sans nom d'utilisateur ; sans "
      "chiffrement, cette machine-ci seulement.",
      "\"{url}\" is not an address that Bassin asks. Nothing was changed. Expected: https://… without a user name; without encryption, "
      "this machine alone."}},
    {"waters.twice",
     ExitCode::usage,
     409,
     {"La station {code} est déjà suivie sous ce format. Rien n'a été changé. Modifiez celle qui existe.",
      "Station {code} is already watched in this format. Nothing was changed. Change the one that is there."}},
    {"waters.too_many_stations",
     ExitCode::usage,
     409,
     {"Cette installation suit déjà {most:n} stations, le nombre le plus élevé. Rien n'a été changé. Retirez-en une qui ne sert plus.",
      "This installation already watches {most:n} stations, the highest number. Nothing was changed. Remove one that is of no use any "
      "more."}},
    {"waters.changed",
     ExitCode::usage,
     409,
     {"Quelqu'un d'autre a changé cela entre-temps. Rien n'a été écrasé. Rechargez la page, puis recommencez.",
      "Somebody else changed this meanwhile. Nothing was overwritten. Load the page again, then try again."}},
    {"waters.not_watching",
     ExitCode::usage,
     409,
     {"Le suivi des niveaux est arrêté : aucune source n'a été interrogée. Mettez-le en marche d'abord.",
      "River levels are not watched: no source was asked. Switch watching on first."}},
    {"waters.too_large",
     ExitCode::usage,
     413,
     {"Réponse ou fichier de niveaux trop volumineux : {most:n} octets au plus. Rien n'en a été pris. Demandez moins d'heures ou moins de "
      "stations.",
      "The answer or file of levels is too large: {most:n} bytes at most. Nothing was taken of it. Ask for fewer hours or stations."}},
    {"waters.not_json",
     ExitCode::usage,
     400,
     {"Ce n'est pas du JSON entier : une page d'entretien, peut-être, ou une réponse coupée. Rien n'en a été pris. Vérifiez l'adresse ou "
      "le "
      "fichier.",
      "This is not whole JSON: a maintenance page, perhaps, or an answer cut short. Nothing was taken of it. Check the address or the "
      "file."}},
    {"waters.other_form",
     ExitCode::usage,
     400,
     {"Ce JSON n'a pas la forme « {format} ». Rien n'en a été pris. Vérifiez l'adresse, ou choisissez l'autre format.",
      "This JSON has not the form \"{format}\". Nothing was taken of it. Check the address, or choose the other format."}},
    {"waters.too_many",
     ExitCode::usage,
     413,
     {"Plus de {most:n} niveaux dans une réponse. Rien n'en a été pris. Demandez moins d'heures ou moins de stations.",
      "More than {most:n} levels in one answer. Nothing was taken of it. Ask for fewer hours or stations."}},
    {"waters.other_station",
     ExitCode::usage,
     400,
     {"La source parle de la station {found}, pas de {code}. Rien n'en a été pris. Corrigez l'adresse ou le code.",
      "The source tells of station {found}, not of {code}. Nothing was taken of it. Correct the address or the code."}},
    {"waters.no_levels",
     ExitCode::usage,
     400,
     {"Aucun niveau récent de la station {code}. Rien n'a été changé. La station est peut-être en panne, ou mesure des débits seulement.",
      "No recent level of station {code}. Nothing was changed. The station may be out of order, or measure flows alone."}},
    {"waters.nothing_in_file",
     ExitCode::usage,
     400,
     {"Ce fichier ne contient aucune des stations suivies sous ce format (première station lue : {found}). Rien n'a été changé. Ajoutez la "
      "station d'abord, ou choisissez l'autre format.",
      "This file holds none of the stations watched in this format (first station read: {found}). Nothing was changed. Add the station "
      "first, or choose the other format."}},
    {"waters.status",
     ExitCode::storage,
     502,
     {"{host} a répondu par l'état HTTP {status}, sans niveaux. Les niveaux déjà reçus sont gardés ; la source est interrogée de nouveau "
      "dans un quart d'heure.",
      "{host} answered with HTTP status {status}, without levels. Levels received before are kept; the source is asked again in a quarter "
      "of an hour."}},
    {"waters.redirected",
     ExitCode::storage,
     502,
     {"{host} renvoie vers une adresse que Bassin ne suit pas. Les niveaux déjà reçus sont gardés. Corrigez l'adresse de la station.",
      "{host} leads on to an address that Bassin does not follow. Levels received before are kept. Correct the station's address."}},
    {"waters.unknown_proposal",
     ExitCode::nothing_found,
     404,
     {"Cette proposition n'existe pas, ou plus. Rien n'a été changé. Revenez à la liste.",
      "There is no such proposal, or no more. Nothing was changed. Go back to the list."}},
    {"waters.not_yours",
     ExitCode::usage,
     403,
     {"Les propositions d'ouvrir une crise sont pour les coordinateurs et les administrateurs d'une organisation. Rien n'a été changé.",
      "Proposals to open a crisis are for coordinators and administrators of an organisation. Nothing was changed."}},
    {"waters.exercise",
     ExitCode::usage,
     409,
     {"La crise choisie est un exercice, et cette eau monte pour de bon. Rien n'a été changé. Ouvrez une crise réelle, ou écartez la "
      "proposition.",
      "The crisis chosen is an exercise, and this water rises for real. Nothing was changed. Open a real crisis, or dismiss the "
      "proposal."}},
    {"waters.answered",
     ExitCode::usage,
     409,
     {"Votre organisation a déjà répondu à cette proposition. Rien n'a été changé. Rechargez la page.",
      "Your organisation already answered this proposal. Nothing was changed. Load the page again."}},
};

}  // namespace

std::span<Message const> waters_messages() { return table; }

}  // namespace bassin::app
