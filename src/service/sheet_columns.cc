#include "service/sheet_columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <span>
#include <system_error>

#include "base/checksum.h"
#include "base/fold.h"

namespace bassin::service {

namespace {

using base::Error;
using base::Result;

// Names of columns, folded, the surest first; each is looked for as the whole name, then as the beginning of a word.
constexpr std::array<std::string_view, 4> siret_names{"SIRET", "N SIRET", "NUMERO SIRET", "CODE SIRET"};
constexpr std::array<std::string_view, 3> siren_names{"SIREN", "N SIREN", "NUMERO SIREN"};
constexpr std::array<std::string_view, 11> name_names{"RAISON SOCIALE", "DENOMINATION", "NOM DE L ENTREPRISE", "ENTREPRISE", "SOCIETE",
                                                      "ETABLISSEMENT",  "ENSEIGNE",     "NOM COMMERCIAL",      "ADHERENT",   "NOM",
                                                      "STRUCTURE"};
constexpr std::array<std::string_view, 6> address_names{"ADRESSE", "ADRESSE 1", "VOIE", "RUE", "ADR", "ADRESSE POSTALE"};
constexpr std::array<std::string_view, 4> postal_names{"CODE POSTAL", "CP", "C POSTAL", "CODEPOSTAL"};
constexpr std::array<std::string_view, 4> commune_names{"COMMUNE", "VILLE", "LOCALITE", "BUREAU DISTRIBUTEUR"};

constexpr std::array<std::string_view, 12> contact_names{"NOM DU CONTACT", "CONTACT",       "NOM CONTACT",       "NOM DU DIRIGEANT",
                                                         "DIRIGEANT",      "NOM DIRIGEANT", "INTERLOCUTEUR",     "RESPONSABLE",
                                                         "REPRESENTANT",   "GERANT",        "CHEF D ENTREPRISE", "NOM PRENOM"};
constexpr std::array<std::string_view, 4> first_name_names{"PRENOM", "PRENOM DU CONTACT", "PRENOM CONTACT", "PRENOM DU DIRIGEANT"};
constexpr std::array<std::string_view, 3> function_names{"FONCTION", "QUALITE", "POSTE"};
constexpr std::array<std::string_view, 6> mobile_names{"MOBILE",     "PORTABLE",        "TEL PORTABLE", "TELEPHONE PORTABLE",
                                                       "TEL MOBILE", "TELEPHONE MOBILE"};
constexpr std::array<std::string_view, 7> phone_names{"TELEPHONE",      "TEL",         "TEL FIXE",           "TELEPHONE FIXE",
                                                      "N DE TELEPHONE", "TELEPHONE 1", "NUMERO DE TELEPHONE"};
constexpr std::array<std::string_view, 9> email_names{
    "EMAIL", "E MAIL", "MAIL", "COURRIEL", "ADRESSE MAIL", "ADRESSE E MAIL", "ADRESSE EMAIL", "ADRESSE ELECTRONIQUE", "MEL"};
constexpr std::array<std::string_view, 4> contacted_names{"DERNIER CONTACT", "DATE DU DERNIER CONTACT", "DATE DERNIER CONTACT",
                                                          "DERNIERE VISITE"};
constexpr std::array<std::string_view, 8> since_names{"DATE D ADHESION",      "DATE ADHESION",          "ADHERENT DEPUIS",
                                                      "MEMBRE DEPUIS",        "DATE D IMMATRICULATION", "IMMATRICULE DEPUIS",
                                                      "DATE IMMATRICULATION", "DATE D INSCRIPTION"};
constexpr std::array<std::string_view, 7> number_names{"NUMERO D ADHERENT", "N ADHERENT",        "NUMERO ADHERENT", "CODE ADHERENT",
                                                       "N D ADHERENT",      "NUMERO DE GESTION", "N DE GESTION"};

constexpr std::array<std::string_view, 8> on_names{
    "DATE", "DATE DE VISITE", "DATE DE LA VISITE", "DATE DU CONTACT", "DATE DE CONTACT", "DATE DU RENDEZ VOUS", "DATE RDV", "JOUR"};
constexpr std::array<std::string_view, 7> way_names{
    "TYPE DE CONTACT", "NATURE DU CONTACT", "MODE DE CONTACT", "TYPE", "NATURE", "MODE", "CANAL"};
constexpr std::array<std::string_view, 5> theme_names{"THEME", "THEMATIQUE", "SUJET", "OBJET", "MOTIF"};
constexpr std::array<std::string_view, 6> agent_names{"AGENT", "CONSEILLER", "CONSEILLERE", "CHARGE DE MISSION", "TECHNICIEN", "SUIVI PAR"};
constexpr std::array<std::string_view, 4> minutes_names{"DUREE", "TEMPS PASSE", "TEMPS", "MINUTES"};
constexpr std::array<std::string_view, 3> met_names{"PERSONNE RENCONTREE", "RENCONTRE", "RENCONTREE"};
constexpr std::array<std::string_view, 6> notes_names{"COMPTE RENDU", "COMMENTAIRE", "COMMENTAIRES", "OBSERVATIONS", "REMARQUES", "NOTES"};
constexpr std::array<std::string_view, 4> action_names{"FICHE ACTION", "ACTION", "CODE ACTION", "N ACTION"};

constexpr std::array<std::string_view, 6> tags_names{"ETIQUETTES", "ETIQUETTE", "MOTS CLES", "MOT CLE", "CATEGORIE", "CATEGORIES"};
constexpr std::array<std::string_view, 3> portfolio_names{"PORTEFEUILLE", "REFERENT", "CONSEILLER REFERENT"};

using Names = std::span<std::string_view const>;

constexpr std::array<Names, sheet_field_ids.size()> names_of{
    siret_names,      siren_names,    name_names,   address_names,  postal_names, commune_names,   contact_names,
    first_name_names, function_names, mobile_names, phone_names,    email_names,  contacted_names, since_names,
    number_names,     on_names,       way_names,    theme_names,    agent_names,  minutes_names,   met_names,
    notes_names,      action_names,   tags_names,   portfolio_names};

// The whole name, or the beginning of a word.
enum class Likeness : std::uint8_t { whole, begins };

std::optional<std::size_t> column_named(std::vector<std::string> const& folded, Names names, SheetColumns const& taken, Likeness like) {
  auto const is_free = [&](std::size_t column) { return std::find(taken.begin(), taken.end(), column + 1) == taken.end(); };
  for (auto const name : names) {
    for (std::size_t i = 0; i < folded.size(); ++i) {
      bool const alike = like == Likeness::whole ? folded[i] == name : base::has_word_beginning_with(folded[i], name);
      if (alike && is_free(i)) return i + 1;
    }
  }
  return std::nullopt;
}

Error bad_column(std::string_view name, std::string const& value, std::size_t columns) {
  return Error("query.bad_value",
               {{"name", std::string(name)}, {"value", value.substr(0, 100)}, {"allowed", "1–" + std::to_string(columns)}});
}

std::string cell(SheetRow const& row, std::optional<std::size_t> column) {
  return column && *column <= row.cells.size() ? row.cells[*column - 1] : std::string();
}

}  // namespace

SheetColumns guess_columns(std::vector<std::string> const& header) {
  std::vector<std::string> folded;
  for (auto const& name : header) folded.push_back(base::fold(name));
  SheetColumns out;
  for (auto const like : {Likeness::whole, Likeness::begins}) {
    for (std::size_t field = 0; field < out.size(); ++field) {
      if (!out[field]) out[field] = column_named(folded, names_of[field], out, like);
    }
  }
  return out;
}

std::string sum_of(std::vector<std::string> const& header) {
  std::string names;
  bool any = false;
  for (auto const& name : header) {
    auto const folded = base::fold(name);
    any = any || !folded.empty();
    names += folded + "\n";
  }
  return any ? fmt::format("{:016x}", base::checksum(names)) : std::string();
}

Json columns_json(SheetColumns const& columns) {
  Json out = Json::object();
  for (std::size_t field = 0; field < columns.size(); ++field) {
    if (columns[field]) out[std::string(sheet_field_ids[field])] = *columns[field];
  }
  return out;
}

SheetColumns kept_columns(std::string_view kept, std::size_t columns) {
  SheetColumns out;
  auto const json = Json::parse(kept, nullptr, false);
  for (std::size_t field = 0; field < out.size() && json.is_object(); ++field) {
    auto const found = json.find(std::string(sheet_field_ids[field]));
    if (found == json.end() || !found->is_number_unsigned()) continue;
    auto const column = found->get<std::size_t>();
    if (column >= 1 && column <= columns) out[field] = column;
  }
  return out;
}

Result<SheetColumns> stated_columns(http::Pairs const& parameters, std::size_t columns) {
  SheetColumns out;
  for (std::size_t field = 0; field < out.size(); ++field) {
    for (auto const& [name, value] : parameters) {
      if (name != sheet_field_ids[field] || value.empty()) continue;
      std::size_t column = 0;
      auto const [end, problem] = std::from_chars(value.data(), value.data() + value.size(), column);
      if (problem != std::errc() || end != value.data() + value.size() || column < 1 || column > columns)
        return bad_column(name, value, columns);
      out[field] = column;
    }
  }
  bool const enough = out[0] || out[1] || out[2];
  if (!enough) return Error("sheet.no_columns");
  return out;
}

std::string cell_of(SheetRow const& row, SheetColumns const& columns, SheetField field) {
  return cell(row, columns[static_cast<std::size_t>(field)]);
}

matching::Wanted wanted_of(SheetRow const& row, SheetColumns const& columns) {
  return {cell(row, columns[0]), cell(row, columns[1]), cell(row, columns[2]),
          cell(row, columns[3]), cell(row, columns[4]), cell(row, columns[5])};
}

}  // namespace bassin::service
