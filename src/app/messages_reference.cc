#include "app/messages.h"

namespace bassin::app {

namespace {

constexpr Message table[] = {
    {"reference.unknown_territory",
     ExitCode::nothing_found,
     404,
     {"Aucun territoire « {text} ».[[ Noms proches : {near}.]] Essayez un autre nom, ou un code : commune 77142, EPCI 247700438, dep:77, "
      "region:11.",
      "No territory \"{text}\".[[ Near names: {near}.]] Try another name, or a code: commune 77142, EPCI 247700438, dep:77, region:11."}},
    {"reference.unknown_code",
     ExitCode::usage,
     404,
     {"Code inconnu : {code}[[ (ligne {line})]]. Attendu : un code de commune à cinq caractères.",
      "Unknown code: {code}[[ (line {line})]]. Expected: a commune code of five characters."}},
    {"reference.empty_territory",
     ExitCode::usage,
     400,
     {"Le territoire[[ « {text} »]] ne contient aucune commune. Donnez au moins un code.",
      "The territory[[ \"{text}\"]] holds no commune. Give at least one code."}},
    {"reference.ambiguous_territory",
     ExitCode::usage,
     409,
     {"« {text} » désigne plusieurs territoires : {choices}. Redonnez la commande avec un de ces codes.",
      "\"{text}\" names several territories: {choices}. Run again with one of these codes."}},
};

}  // namespace

std::span<Message const> reference_messages() { return table; }

}  // namespace bassin::app
