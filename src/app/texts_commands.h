// What the commands that answer questions say of themselves.
#pragma once

#include "reference/language.h"

namespace bassin::app::texts {

using reference::Label;

// Names of arguments.
inline constexpr Label file_word{"FICHIER", "FILE"};
inline constexpr Label folder_word{"DOSSIER", "FOLDER"};
inline constexpr Label text_word{"TEXTE", "TEXT"};
inline constexpr Label siret_word{"SIRET", "SIRET"};
inline constexpr Label name_word{"NOM", "NAME"};
inline constexpr Label list_word{"LISTE", "LIST"};

inline constexpr Label count_summary{"Compter les établissements, par une ou deux dimensions.",
                                     "Count establishments, by one or two dimensions."};
inline constexpr Label count_details{
    "Chaque compte nomme son champ ; sans --field, c'est le tissu économique. Un établissement peut relever de plusieurs chambres : les "
    "effectifs par chambre se recouvrent, l'union et les recouvrements sont donnés dessous. Avec --at, l'état, l'activité et le caractère "
    "employeur sont ceux de ce jour ; le reste est d'aujourd'hui, et la réponse le dit.",
    "Each count names its field; without --field it is the economic fabric. An establishment can belong to several chambers: counts by "
    "chamber overlap, the union and the overlaps are given below. With --at, state, activity and employment are those of that day; the "
    "rest is today's, and the answer says so."};
inline constexpr Label count_by{"dimension, ou deux à croiser ; « bassin reference dimensions » les liste",
                                "dimension, or two to cross; `bassin reference dimensions` lists them"};

inline constexpr Label list_summary{"Lister les établissements, page par page.", "List establishments, page by page."};
inline constexpr Label list_details{
    "Le curseur d'une page ne vaut que pour la même question, dans le même ordre et sur la même version du registre : il est refusé après "
    "un import. « [masqué] » : la valeur existe mais n'est pas publique ; « – » : la source ne dit rien.",
    "The cursor of a page holds for the same question, in the same order and on the same snapshot: it is refused after an import. "
    "\"[masked]\": the value exists but is not public; \"–\": the source says nothing."};

inline constexpr Label facets_summary{"Plusieurs répartitions à la fois.", "Several breakdowns at once."};
inline constexpr Label facets_details{
    "Chaque répartition laisse de côté le filtre qui porte sur elle-même : avec --activity 56, la répartition par activité montre aussi "
    "les "
    "autres.",
    "Each breakdown leaves aside the filter on itself: with --activity 56, the breakdown by activity shows the others too."};
inline constexpr Label own_filter_aside{"Filtre sur cette répartition laissé de côté", "Filter on this breakdown left aside"};
inline constexpr Label facets_by{"dimensions (au plus 16) ; « bassin reference dimensions » les liste",
                                 "dimensions (at most 16); `bassin reference dimensions` lists them"};
inline constexpr Label facets_top{"lignes par répartition (par défaut 10 ; 0 : toutes)", "lines a breakdown (default 10; 0: all)"};
inline constexpr Label more_keys{"{n:n} autre(s)", "{n:n} more"};
inline constexpr Label unlocated{"Sans position utilisable, dans les mêmes communes", "Without a position to use, in the same communes"};

inline constexpr Label series_summary{"Stock, créations et fermetures par an ou par mois.",
                                      "Stock, creations and closures by year or month."};
inline constexpr Label series_details{
    "D'après l'historique : le stock est celui du début de la période. Entrées et sorties : établissements qui rejoignent ou quittent la "
    "sélection en changeant d'activité ou de caractère employeur.",
    "From the history: the stock is that of the period's start. Entries and exits: establishments that join or leave the selection by a "
    "change of activity or employment."};
inline constexpr Label series_step{"year (par défaut) ou month", "year (default) or month"};
inline constexpr Label series_from{"première période (2010, 2010-03 ou 2010-03-31)", "first period (2010, 2010-03 or 2010-03-31)"};
inline constexpr Label series_to{"dernière période", "last period"};

inline constexpr Label within_summary{"Les établissements d'une zone : liste et répartitions.",
                                      "The establishments in a zone: list and breakdowns."};
inline constexpr Label within_details{
    "La zone est un fichier de polygones (GeoJSON, GeoPackage, Shapefile, KML, GML, FlatGeobuf, MapInfo, CSV avec WKT ; zippé ou non), un "
    "cercle ou un rectangle. Des anneaux mal formés sont réparés, et la réponse le dit. Un établissement dont la position n'est pas "
    "publique "
    "n'est jamais situé.",
    "The zone is a file of polygons (GeoJSON, GeoPackage, Shapefile, KML, GML, FlatGeobuf, MapInfo, CSV with WKT; zipped or not), a circle "
    "or "
    "a box. Malformed rings are repaired, and the answer says so. An establishment whose position is not public is never located."};
inline constexpr Label within_file{"fichier de polygones", "file of polygons"};
inline constexpr Label within_circle{"cercle : longitude, latitude, rayon en mètres", "circle: longitude, latitude, radius in metres"};
inline constexpr Label within_box{"rectangle : ouest, sud, est, nord, en degrés", "box: west, south, east, north, in degrees"};
inline constexpr Label within_layer{"couche du fichier (par défaut : toutes)", "layer of the file (default: all)"};
inline constexpr Label within_crs{"système de coordonnées, au lieu de celui du fichier", "coordinate system, instead of the file's own"};

inline constexpr Label search_summary{"Chercher un établissement par son nom, son SIREN ou son SIRET.",
                                      "Find an establishment by name, SIREN or SIRET."};
inline constexpr Label search_details{
    "Noms, enseignes et sigles, sans accents, commencés ou mal orthographiés. Sans --field, cherche partout, établissements fermés "
    "compris. "
    "Un nom masqué ne se cherche pas.",
    "Names, brands and acronyms, without accents, begun or misspelt. Without --field it looks everywhere, closed establishments included. "
    "A "
    "masked name cannot be searched."};
inline constexpr Label search_text{"mots du nom, SIREN ou SIRET", "words of the name, SIREN or SIRET"};
inline constexpr Label search_limit{"résultats, au plus 500 (par défaut 20)", "results, at most 500 (default 20)"};
inline constexpr Label search_columns{"colonnes ; « bassin reference columns » les liste",
                                      "columns; `bassin reference columns` lists them"};
inline constexpr Label search_incomplete{
    "trop d'établissements répondent : une partie seulement a été comparée ; précisez le nom ou le territoire",
    "too many establishments fit: only a part was compared; narrow the name or the territory"};
inline constexpr Label search_empty{"aucun établissement de ce nom ici : élargissez le territoire, ou essayez avec moins de mots",
                                    "no establishment of that name here: widen the territory, or try fewer words"};
inline constexpr Label outside_filter{"{n:n} établissement(s) de ce numéro hors de la sélection",
                                      "{n:n} establishment(s) of that number outside the selection"};
inline constexpr Label found_as{"Trouvé par", "Found by"};
inline constexpr Label score{"Score", "Score"};

inline constexpr Label establishment_summary{"Tout ce qui est connu d'un établissement.", "Everything known of an establishment."};
inline constexpr Label establishment_details{
    "Identité, unité légale, adresse, ligne de vie, rattachement aux chambres avec ses raisons ; chaque valeur avec sa source et sa date.",
    "Identity, legal unit, address, life line, attachment to chambers with its reasons; each value with its source and date."};
inline constexpr Label establishment_siret{"quatorze chiffres, ou local:IDENTIFIANT", "fourteen digits, or local:IDENTIFIER"};

inline constexpr Label territory_summary{"Un territoire à une date : communes, population, devenir.",
                                         "A territory at a date: communes, population, what became of it."};
inline constexpr Label territory_details{
    "Commune, EPCI, département, région ou liste de codes. Un EPCI disparu est montré à sa dernière date, avec ce que ses communes sont "
    "devenues. --at donne la date du périmètre.",
    "Commune, EPCI, département, region or list of codes. An EPCI that is gone is shown at its last date, with what became of its "
    "communes. "
    "--at is the date of the perimeter."};
inline constexpr Label territory_name{"nom ou code (77142, 247700438, dep:77, region:11, 77142,77171)",
                                      "name or code (77142, 247700438, dep:77, region:11, 77142,77171)"};
inline constexpr Label perimeter_on{"périmètre au {date:d}", "perimeter on {date:d}"};
inline constexpr Label commune_one{"{n:n} commune", "{n:n} commune"};
inline constexpr Label commune_many{"{n:n} communes", "{n:n} communes"};
inline constexpr Label inhabitants{"{n:n} habitants", "{n:n} inhabitants"};
inline constexpr Label no_epci{"hors EPCI", "in no EPCI"};
inline constexpr Label successions{"Devenir des communes", "What became of the communes"};
inline constexpr Label several_territories{"{n:n} territoires portent ce nom : redonnez la commande avec un de ces codes",
                                           "{n:n} territories bear that name: run again with one of these codes"};

inline constexpr Label reference_summary{"Les listes de codes : tailles, champs, activités, catégories juridiques.",
                                         "Code lists: sizes, fields, activities, legal categories."};
inline constexpr Label reference_details{
    "naf, naf-2025 et legal acceptent un code : le montrent avec ce qui est au-dessus et juste au-dessous. naf et naf-2025 acceptent aussi "
    "des mots : ils donnent les codes des deux nomenclatures dont le libellé a des mots qui commencent ainsi.",
    "naf, naf-2025 and legal accept a code: they show it with what stands above and right below. naf and naf-2025 also accept words: they "
    "give the codes of both nomenclatures whose label has words that begin so."};
inline constexpr Label reference_list{"sizes, fields, naf [CODE ou MOTS], naf-2025 [CODE ou MOTS], legal [CODE], dimensions, columns",
                                      "sizes, fields, naf [CODE or WORDS], naf-2025 [CODE or WORDS], legal [CODE], dimensions, columns"};
inline constexpr Label reference_empty{"aucun libellé n'a tous ces mots : essayez moins de mots, ou leur début seulement (« boulang »)",
                                       "no label has all these words (labels are in French): try fewer words, or only their beginnings"};
inline constexpr Label definition{"Définition", "Definition"};
inline constexpr Label minimum{"De", "From"};
inline constexpr Label maximum{"À", "To"};
inline constexpr Label group{"Groupe", "Group"};
inline constexpr Label disjoint{"S'additionne", "Adds up"};
inline constexpr Label today_column{"Valeur d'aujourd'hui", "Today's value"};
inline constexpr Label by_default{"Par défaut", "By default"};

}  // namespace bassin::app::texts
