#include "app/messages.h"

namespace bassin::app {

std::span<Message const> query_messages() {
  static constexpr Message table[] = {
      {"query.bad_value", ExitCode::usage, 400,
       {"« {value} » ne convient pas à {name}.[[ Vouliez-vous dire « {suggestion} » ?]] Attendu : {allowed}.",
        "\"{value}\" does not fit {name}.[[ Did you mean \"{suggestion}\"?]] Expected: {allowed}."}},
      {"query.bad_range", ExitCode::usage, 400,
       {"Intervalle impossible pour {name} : du {from:d} au {to:d}.", "Impossible range for {name}: from {from:d} to {to:d}."}},
      {"query.unknown_parameter", ExitCode::usage, 400,
       {"Critère inconnu : {name}. Possibles : {allowed}.", "Unknown filter: {name}. Possible: {allowed}."}},
      {"query.unknown_activity", ExitCode::usage, 400,
       {"Le code d'activité « {code} » n'existe pas en {nomenclature}. « bassin reference naf » donne les codes.",
        "Activity code \"{code}\" does not exist in {nomenclature}. `bassin reference naf` lists the codes."}},
      {"query.unknown_legal_category", ExitCode::usage, 400,
       {"La catégorie juridique « {code} » n'existe pas. « bassin reference legal » donne les codes.",
        "Legal category \"{code}\" does not exist. `bassin reference legal` lists the codes."}},
      {"query.unknown_commune", ExitCode::usage, 400,
       {"La commune « {code} » n'existe pas. Donnez un code de cinq caractères, par exemple 77142.",
        "Commune \"{code}\" does not exist. Give a code of five characters, for example 77142."}},
      {"query.unknown_business", ExitCode::nothing_found, 404,
       {"Aucun établissement {id} dans le registre importé. Vérifiez le numéro, et que l'import couvre sa commune.",
        "No establishment {id} in the imported register. Check the number, and that the import covers its commune."}},
      {"query.cursor_invalid", ExitCode::usage, 400,
       {"Ce curseur n'est pas celui de cette liste. Reprenez à la première page, sans --cursor.",
        "This cursor does not belong to this list. Start again from the first page, without --cursor."}},
      {"query.cursor_other_snapshot", ExitCode::usage, 409,
       {"Le registre a changé depuis cette page (version {cursor_snapshot}, en service {snapshot}) : la suite ne s'y raccorderait pas. Reprenez à "
        "la première page, sans --cursor.",
        "The register changed since that page (snapshot {cursor_snapshot}, in use {snapshot}): what follows would not fit. Start again from the "
        "first page, without --cursor."}},
      {"query.cursor_other_overlay", ExitCode::usage, 409,
       {"Les fiches locales ont changé depuis cette page : la suite ne s'y raccorderait pas. Reprenez à la première page, sans --cursor.",
        "The local entries changed since that page: what follows would not fit. Start again from the first page, without --cursor."}},
      {"query.too_many_dimensions", ExitCode::usage, 400,
       {"Trop de dimensions : {found}. Au plus {allowed}.", "Too many dimensions: {found}. At most {allowed}."}},
      {"query.not_in_series", ExitCode::usage, 400,
       {"--{name} n'a pas de sens dans une série : elle suit les établissements actifs dans le temps. Retirez-le.",
        "--{name} makes no sense in a series: it follows active establishments over time. Remove it."}},
      {"query.overlay_local_id", ExitCode::usage, 400,
       {"Fiches locales : l'identifiant « {id} » est vide, contient un blanc ou est déjà pris.",
        "Local entries: identifier \"{id}\" is empty, holds a blank or is taken."}},
      {"query.overlay_position", ExitCode::usage, 400,
       {"Fiches locales : la position de {id} sort du globe. Attendu : [longitude, latitude] en degrés.",
        "Local entries: the position of {id} lies outside the globe. Expected: [longitude, latitude] in degrees."}},
      {"query.overlay_unknown_local", ExitCode::usage, 400,
       {"Fiches locales : {id} est corrigé mais n'est pas décrit sous « local ».", "Local entries: {id} is corrected but not described under \"local\"."}},
      {"search.empty", ExitCode::usage, 400,
       {"Rien à chercher : donnez au moins une lettre ou un chiffre.", "Nothing to look for: give at least one letter or digit."}},
      {"search.limit", ExitCode::usage, 400,
       {"« {limit} » résultats, c'est trop ou trop peu. De 1 à {most}.", "\"{limit}\" results is too many or too few. From 1 to {most}."}},
  };
  return table;
}

}  // namespace bassin::app
