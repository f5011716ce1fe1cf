// Caveats of answers, by their code; {values} are those of the caveat.
#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "query/answer.h"
#include "reference/language.h"

namespace bassin::app::texts {

using reference::Label;
using CaveatCode = query::Caveat::Code;

inline constexpr std::array<std::pair<CaveatCode, Label>, 15> caveats{{
    {CaveatCode::today_value,
     {"valeur d'aujourd'hui : {values} (la source n'en donne pas l'historique)",
      "today's value: {values} (the source keeps no history of it)"}},
    {CaveatCode::no_history,
     {"sans fichier historique : répondu d'après les seules dates de la ligne de stock",
      "without the history file: answered from the dates of the stock rows alone"}},
    {CaveatCode::rows_without_history,
     {"{values} établissement(s) absents de l'historique, répondus d'après leur ligne de stock",
      "{values} establishment(s) not in the history, answered from their stock row"}},
    {CaveatCode::legal_form_unknown,
     {"sans fichier des unités légales : la forme juridique est inconnue ; elle n'exclut personne d'un champ et ne compte pas dans le "
      "rattachement aux chambres",
      "without the file of legal units: the legal form is unknown; it leaves nobody out of a field and plays no part in the attachment "
      "to chambers"}},
    {CaveatCode::activity_2025_absent,
     {"le fichier importé ne donne pas la NAF 2025 : elle est inconnue pour tous, jamais déduite de la NAF rév. 2",
      "the imported file lacks NAF 2025: it is unknown for all, never inferred from NAF rév. 2"}},
    {CaveatCode::territory_approximate,
     {"périmètre approché : le registre range sous {values} des établissements de communes voisines, fusionnées depuis",
      "approximate perimeter: under {values} the register also holds establishments of neighbouring communes, merged since"}},
    {CaveatCode::territory_absent,
     {"le registre importé ne contient rien de : {values}", "the imported register holds nothing of: {values}"}},
    {CaveatCode::state_overrides_field,
     {"le champ ne compte que des établissements actifs ; l'état demandé l'emporte",
      "the field counts active establishments only; the state asked for takes precedence"}},
    {CaveatCode::positions_masked,
     {"{values} établissement(s) répondent aux autres critères mais leur position est masquée : ils ne sont ni comptés ni situés "
      "ici",
      "{values} establishment(s) meet the other criteria but their position is masked: they are neither counted nor located here"}},
    {CaveatCode::after_data, {"la date demandée est postérieure aux données ({values})", "the date asked lies after the data ({values})"}},
    {CaveatCode::fictitious,
     {"registre fictif : aucune de ces entreprises n'existe", "fictitious register: none of these businesses exists"}},
    {CaveatCode::corrections_undated,
     {"les corrections d'activité n'ont pas de date : laissées de côté dans une question datée",
      "corrections of activity bear no date: left aside in a dated question"}},
    {CaveatCode::positions_absent,
     {"{values} établissement(s) répondent aux autres critères mais n'ont pas de position : ils ne sont ni comptés ni situés ici",
      "{values} establishment(s) meet the other criteria but have no position: they are neither counted nor located here"}},
    {CaveatCode::overlay_unresolved,
     {"fiches locales : {values} établissement(s) que le registre importé ne contient pas",
      "local entries: {values} establishment(s) that the imported register does not hold"}},
    {CaveatCode::businesses_absent,
     {"établissements demandés que le registre importé ne contient pas : {values}",
      "establishments asked that the imported register does not hold: {values}"}},
}};

inline constexpr Label other_program{
    "registre importé par un autre programme ({program}) : champs et chambres suivent les règles de celui-là ; pour celles de ce "
    "programme, "
    "relancez l'import",
    "register imported by another program ({program}): fields and chambers follow the rules of that one; for those of this program, run "
    "the import again"};

// Names of filters that caveats and messages quote, where they are not those of a dimension.
inline constexpr std::array<std::pair<std::string_view, Label>, 11> filter_words{{
    {"territory", {"territoire", "territory"}},
    {"legal", {"catégorie juridique", "legal category"}},
    {"legal-category", {"catégorie juridique", "legal category"}},
    {"category", {"catégorie d'entreprise", "category of enterprise"}},
    {"activity-2025", {"activité NAF 2025", "activity by NAF 2025"}},
    {"position", {"position", "position"}},
    {"zone", {"position", "position"}},
    {"chamber", {"chambres", "chambers"}},
    {"size", {"effectif", "employees"}},
    {"activity", {"activité", "activity"}},
    {"contact", {"dernier contact", "last contact"}},
}};

}  // namespace bassin::app::texts
