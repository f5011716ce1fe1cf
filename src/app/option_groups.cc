#include <array>

#include "app/options.h"
#include "app/texts_help.h"

namespace bassin::app {
namespace {

constexpr auto value = OptionShape::value;
constexpr auto repeated = OptionShape::repeated;
constexpr auto flag = OptionShape::flag;

constexpr Label date_value{"DATE", "DATE"};
constexpr Label code_value{"CODE", "CODE"};
constexpr Label yes_no_value{"oui|non", "yes|no"};
constexpr Label file_value{"FICHIER", "FILE"};
constexpr Label nothing{"", ""};

constexpr OptionSpec data_options[] = {
    {"--data",
     value,
     {"DOSSIER", "FOLDER"},
     {"dossier des données (par défaut : $BASSIN_DATA, sinon ./bassin-data)", "data folder (default: $BASSIN_DATA, else ./bassin-data)"}},
};

constexpr OptionSpec filter_options[] = {
    {"--territory",
     repeated,
     {"TERRITOIRE", "TERRITORY"},
     {"commune, EPCI, département, région ou liste, par nom ou par code (77142 ; 247700438 ; dep:77 ; region:11) ; répétable : réunion",
      "commune, EPCI, département, region or list, by name or code (77142; 247700438; dep:77; region:11); repeatable: union"}},
    {"--territory-file",
     repeated,
     file_value,
     {"liste nommée : un fichier, un code de commune par ligne", "named list: a file, a commune code a line"}},
    {"--perimeter",
     value,
     date_value,
     {"date à laquelle lire les périmètres (par défaut : --at, sinon celle des données)",
      "date at which perimeters are read (default: --at, else that of the data)"}},
    {"--commune", repeated, code_value, {"communes du territoire à garder, par code", "communes of the territory to keep, by code"}},
    {"--zone",
     value,
     file_value,
     {"établissements situés dans les polygones de ce fichier", "establishments within the polygons of this file"}},
    {"--at",
     value,
     date_value,
     {"stock à cette date (AAAA-MM-JJ), d'après l'historique", "stock at that date (YYYY-MM-DD), from the history"}},
    {"--field",
     value,
     {"CHAMP", "FIELD"},
     {"champ : economic-fabric (par défaut, tissu économique), all, employers, merchant, agricultural, cci, cma, ca",
      "field: economic-fabric (default), all, employers, merchant, agricultural, cci, cma, ca"}},
    {"--state", value, {"active|closed|any", "active|closed|any"}, {"état administratif", "administrative state"}},
    {"--activity",
     repeated,
     code_value,
     {"activité NAF rév. 2, à tout niveau (C ; 56 ; 56.10A) ; NAP:…, NAF1993:…, NAFRev1:… pour les anciennes ; none : inconnue",
      "activity by NAF rév. 2, at any level (C; 56; 56.10A); NAP:…, NAF1993:…, NAFRev1:… for older ones; none: unknown"}},
    {"--activity-2025",
     repeated,
     code_value,
     {"activité NAF 2025, à tout niveau ; inconnue où le fichier ne la donne pas",
      "activity by NAF 2025, at any level; unknown where the file lacks it"}},
    {"--size",
     repeated,
     code_value,
     {"tranche d'effectifs (NN, 00, 01… 53, none : inconnue) ; « bassin reference sizes » les liste",
      "size band (NN, 00, 01… 53, none: unknown); `bassin reference sizes` lists them"}},
    {"--size-group",
     repeated,
     code_value,
     {"groupe de tranches (0, 1-9, 10-49, 50-249, 250+ ; 1+, 10+, 50+ : celui-là et les plus grands)",
      "group of bands (0, 1-9, 10-49, 50-249, 250+; 1+, 10+, 50+: that one and all larger ones)"}},
    {"--legal", repeated, code_value, {"catégorie juridique, 1, 2 ou 4 chiffres (5499)", "legal category, 1, 2 or 4 digits (5499)"}},
    {"--head-office", value, yes_no_value, {"siège de l'unité légale", "head office of the legal unit"}},
    {"--employer", value, yes_no_value, {"établissement employeur", "establishment that employs"}},
    {"--created-from", value, date_value, {"créés à partir de ce jour", "created on that day or later"}},
    {"--created-to", value, date_value, {"créés jusqu'à ce jour compris", "created up to that day"}},
    {"--closed-from", value, date_value, {"fermés à partir de ce jour", "closed on that day or later"}},
    {"--closed-to", value, date_value, {"fermés jusqu'à ce jour compris", "closed up to that day"}},
    {"--chamber",
     repeated,
     {"CHAMBRE", "CHAMBER"},
     {"ressortissants de cci, cma, ca ; outside (hors chambres), to-qualify (à qualifier)",
      "members of cci, cma, ca; outside, to-qualify"}},
    {"--chamber-mode",
     value,
     {"any|all|only", "any|all|only"},
     {"au moins une de ces chambres (any), toutes (all), exactement celles-là (only)",
      "at least one of these chambers (any), all of them (all), exactly these (only)"}},
    {"--diffusion", value, {"open|partial", "open|partial"}, {"statut de diffusion", "diffusion status"}},
    {"--category", repeated, {"pme|eti|ge", "pme|eti|ge"}, {"catégorie d'entreprise", "category of the enterprise"}},
    {"--business", repeated, {"SIRET", "SIRET"}, {"ces établissements seulement", "these establishments only"}},
    {"--tag",
     repeated,
     {"MOT", "WORD"},
     {"étiquette des fiches locales ; répétable : au moins une", "tag of the local entries; repeatable: any of them"}},
    {"--tag-all", repeated, {"MOT", "WORD"}, {"de même : toutes à la fois", "the same: all of them at once"}},
    {"--portfolio", repeated, {"NOM", "NAME"}, {"portefeuille des fiches locales", "portfolio of the local entries"}},
    {"--follow-up",
     repeated,
     {"running|own", "running|own"},
     {"suivi en cours des fiches locales ; own : avec votre organisation",
      "follow-up under way of the local entries; own: with your organisation"}},
    {"--contact-before", value, date_value, {"dernier contact avant ce jour", "last contact before that day"}},
    {"--contact-since", value, date_value, {"dernier contact ce jour ou après", "last contact on that day or later"}},
    {"--contact", value, {"never", "never"}, {"never : jamais contactés", "never: without any contact"}},
};

constexpr OptionSpec audience_options[] = {
    {"--audience",
     value,
     {"open|agent|impersonal", "open|agent|impersonal"},
     {"open (par défaut) : tout public, la diffusion partielle est masquée ; agent : personne habilitée ; impersonal : comme open, sans "
      "rien qui nomme ou situe une personne physique",
      "open (default): anybody, partial diffusion is masked; agent: an entitled person; impersonal: as open, without anything that names "
      "or places a natural person"}},
    {"--overlay",
     value,
     file_value,
     {"fiches locales en JSON (étiquettes, portefeuilles, corrections, entreprises hors registre) ; docs/cli.md en dit la forme",
      "local entries in JSON (tags, portfolios, corrections, businesses not in the register); docs/cli.md states the form"}},
};

constexpr OptionSpec output_options[] = {
    {"--json", flag, nothing, {"en JSON", "as JSON"}},
    {"--csv", flag, nothing, {"en CSV", "as CSV"}},
};

constexpr OptionSpec point_options[] = {
    {"--geojson",
     flag,
     nothing,
     {"en GeoJSON, un point par établissement dont la position peut être montrée",
      "as GeoJSON, one point for each establishment with a visible position"}},
};

constexpr OptionSpec page_options[] = {
    {"--sort",
     value,
     {"ORDRE", "ORDER"},
     {"name, created-desc, created-asc, size, activity, street, siret, distance:LON,LAT",
      "name, created-desc, created-asc, size, activity, street, siret, distance:LON,LAT"}},
    {"--limit", value, {"N", "N"}, {"lignes par page, au plus 1000 (par défaut 25)", "lines a page, at most 1000 (default 25)"}},
    {"--all", flag, nothing, {"toutes les lignes, sans pages", "every line, without pages"}},
    {"--cursor",
     value,
     {"CURSEUR", "CURSOR"},
     {"page suivante, tel que donné sous la page d'avant", "next page, as given below the page before"}},
    {"--columns",
     value,
     {"A,B…", "A,B…"},
     {"colonnes, dans cet ordre ; « bassin reference columns » les liste",
      "columns, in this order; `bassin reference columns` lists them"}},
};

constexpr OptionSpec common_options[] = {
    {"--lang",
     value,
     {"fr|en", "fr|en"},
     {"langue (par défaut : celle de $LANG, sinon français)", "language (default: that of $LANG, else French)"}},
    {"--help", flag, nothing, {"cette aide ; -h aussi", "this help; -h too"}},
};

}  // namespace

std::span<GroupOfOptions const> option_groups() {
  static constexpr std::array<GroupOfOptions, 7> groups{{
      {filter_group, texts::filter_title, filter_options},
      {audience_group, texts::audience_title, audience_options},
      {page_group, texts::page_title, page_options},
      {output_group, texts::output_title, output_options},
      {points_group, {"", ""}, point_options},
      {data_group, texts::data_title, data_options},
      {no_group, texts::common_title, common_options},
  }};
  return groups;
}

}  // namespace bassin::app
