// What the commands about the data folder say: import, verify, rollback, snapshots, synthesize, version.
#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "app/texts_commands.h"
#include "reference/language.h"

namespace bassin::app::texts {

inline constexpr Label import_summary{"Importer les fichiers officiels du registre.", "Import the official files of the register."};
inline constexpr Label import_details{
    "Fichiers StockEtablissement, StockUniteLegale, StockEtablissementHistorique et géolocalisation, .csv, .csv.gz ou .zip, dans n'importe "
    "quel ordre ; leur nature se lit à l'en-tête. La version en service reste intacte quoi qu'il arrive. Interrompu (Ctrl-C), l'import "
    "reprend où il en était : relancez la même commande.",
    "Files StockEtablissement, StockUniteLegale, StockEtablissementHistorique and geolocation, .csv, .csv.gz or .zip, in any order; their "
    "kind "
    "is told by the header. The snapshot in use stays whole whatever happens. Interrupted (Ctrl-C), the import resumes where it was: run "
    "the "
    "same command again."};
inline constexpr Label import_files{"fichiers officiels", "official files"};
inline constexpr Label import_scope{"country (par défaut), departements:77,91 ou communes:77142,77171",
                                    "country (default), departements:77,91 or communes:77142,77171"};
inline constexpr Label import_force{"accepter un registre plus petit que le précédent, ou fait de moins de fichiers",
                                    "accept a register smaller than the one before, or made of fewer files"};
inline constexpr Label import_keep{"versions gardées (par défaut 3)", "snapshots kept (default 3)"};
inline constexpr Label import_data_date{"date de l'état décrit (par défaut : dernier traitement)",
                                        "date of the state described (default: latest treatment)"};
inline constexpr Label import_rejects{"où écrire les lignes rejetées", "where rejected rows go"};
inline constexpr Label import_threads{"fils d'exécution (par défaut : ceux de la machine, 4 au plus)",
                                      "threads (default: those of the machine, at most 4)"};
inline constexpr Label import_fictitious{"registre fictif : chaque réponse le dira", "fictitious register: every answer will say so"};

inline constexpr Label progress{"{task}[[ : {percent} %]][[ · {rate:n} lignes/s]][[ · reste {remaining}]]",
                                "{task}[[: {percent}%]][[ · {rate:n} rows/s]][[ · {remaining} left]]"};
inline constexpr Label imported{"{n:n} établissements importés en {time} · version {id} · mémoire {memory:b}",
                                "{n:n} establishments imported in {time} · snapshot {id} · memory {memory:b}"};
inline constexpr Label contents{"Contenu", "Contents"};
inline constexpr Label file_column{"Fichier", "File"};
inline constexpr Label columns_count{"Colonnes", "Columns"};
inline constexpr Label rows_read{"Lues", "Read"};
inline constexpr Label rows_kept{"Gardées", "Kept"};
inline constexpr Label rows_out_of_scope{"Hors périmètre", "Out of scope"};
inline constexpr Label rows_rejected{"Rejetées", "Rejected"};
inline constexpr Label rejected_rows{"Lignes rejetées, par raison", "Rejected rows, by reason"};
inline constexpr Label rejects_file{"les lignes rejetées, avec leur numéro et leur raison : {path}",
                                    "rejected rows, with line and reason: {path}"};
inline constexpr Label absent_columns{"{file} n'a pas les colonnes : {columns}", "{file} lacks the columns: {columns}"};
inline constexpr Label noticed{"Lignes gardées, à savoir", "Rows kept, worth knowing"};
inline constexpr Label noticed_what{"Constat", "Finding"};
inline constexpr Label examples_column{"Exemples", "Examples"};
inline constexpr Label tasks{"Durée des tâches", "Time of tasks"};
inline constexpr Label task{"Tâche", "Task"};
inline constexpr Label seconds{"Durée", "Time"};
inline constexpr Label resumed{"Reprise", "Resumed"};

inline constexpr std::array<std::pair<std::string_view, Label>, 7> task_names{{
    {"establishments", {"établissements", "establishments"}},
    {"units", {"unités légales", "legal units"}},
    {"history", {"historique", "history"}},
    {"positions", {"positions", "positions"}},
    {"columns", {"colonnes", "columns"}},
    {"orders", {"ordres de tri", "orders"}},
    {"names", {"index des noms", "name index"}},
}};
inline constexpr std::array<std::pair<std::string_view, Label>, 16> reject_reasons{{
    {"wrong_field_count", {"pas autant de valeurs que de colonnes", "not as many values as columns"}},
    {"open_quote", {"guillemet jamais fermé", "quote never closed"}},
    {"bad_utf8", {"texte qui n'est pas de l'UTF-8", "text that is not UTF-8"}},
    {"bad_siret", {"SIRET mal formé", "malformed SIRET"}},
    {"siret_mismatch", {"SIRET différent de SIREN et NIC", "SIRET differs from SIREN and NIC"}},
    {"duplicate_siret", {"SIRET déjà vu", "SIRET seen before"}},
    {"bad_siren", {"SIREN mal formé", "malformed SIREN"}},
    {"duplicate_siren", {"SIREN déjà vu", "SIREN seen before"}},
    {"bad_state", {"état administratif inconnu", "unknown administrative state"}},
    {"bad_diffusion", {"statut de diffusion inconnu", "unknown diffusion status"}},
    {"bad_date", {"date impossible", "impossible date"}},
    {"bad_commune", {"code de commune mal formé", "malformed commune code"}},
    {"text_too_long", {"texte trop long", "text too long"}},
    {"bad_position", {"position impossible", "impossible position"}},
    {"bad_epsg", {"système de coordonnées inconnu", "unknown coordinate system"}},
    {"duplicate_position", {"position déjà donnée", "position given before"}},
}};
inline constexpr std::array<std::pair<std::string_view, Label>, 19> import_notes{{
    {"unit_absent", {"unité légale absente de son fichier", "legal unit not in its file"}},
    {"unit_without_establishment", {"unité légale sans établissement ici", "legal unit without an establishment here"}},
    {"abroad", {"à l'étranger", "abroad"}},
    {"commune_absent", {"sans commune", "without a commune"}},
    {"commune_unresolved", {"code de commune inconnu du découpage", "commune code unknown to the geographic code"}},
    {"position_absent", {"sans position", "without a position"}},
    {"position_empty", {"ligne de position vide", "empty position row"}},
    {"position_superseded", {"position remplacée par une meilleure source", "position replaced by a better source"}},
    {"position_without_establishment", {"position d'un établissement absent", "position of an absent establishment"}},
    {"period_without_establishment", {"période d'un établissement absent", "period of an absent establishment"}},
    {"period_repeated", {"période répétée", "repeated period"}},
    {"period_reversed", {"période qui finit avant de commencer", "period that ends before it starts"}},
    {"coordinates_unreadable", {"coordonnées illisibles", "unreadable coordinates"}},
    {"coordinates_without_system", {"coordonnées sans système connu", "coordinates without a known system"}},
    {"state_absent", {"sans état administratif", "without an administrative state"}},
    {"value_unreadable", {"valeur illisible, laissée vide", "unreadable value, left empty"}},
    {"siret_luhn", {"SIRET dont la clé est fausse", "SIRET with a wrong check digit"}},
    {"date_sentinel", {"création au 01/01/1900 : date inconnue", "created 1900-01-01: unknown date"}},
    {"date_far", {"date hors de 1900–2079, gardée telle quelle", "date outside 1900–2079, kept as it is"}},
}};

inline constexpr Label verify_summary{"Vérifier que les données sont intactes.", "Check that the data is whole."};
inline constexpr Label verify_details{
    "Lit chaque octet de la version en service, d'une autre ou de toutes, et compare aux sommes de contrôle.",
    "Reads every byte of the snapshot in use, of another or of all, and compares it with the checksums."};
inline constexpr Label verify_id{"version (par défaut : celle en service)", "snapshot (default: the one in use)"};
inline constexpr Label verify_all{"toutes les versions gardées", "every snapshot kept"};
inline constexpr Label snapshot_whole{"version {id} : intacte", "snapshot {id}: whole"};
inline constexpr Label snapshot_damaged{"version {id} : endommagée", "snapshot {id}: damaged"};

inline constexpr Label rollback_summary{"Remettre en service la version précédente du registre.", "Put the snapshot before back in use."};
inline constexpr Label rollback_details{"Rien n'est effacé : « bassin rollback ID » revient de même à une version plus récente.",
                                        "Nothing is deleted: `bassin rollback ID` goes to a later snapshot in the same way."};
inline constexpr Label rollback_id{"version (par défaut : celle d'avant)", "snapshot (default: the one before)"};
inline constexpr Label passed_over{"la version {id} est endommagée : elle n'est pas remise en service",
                                   "snapshot {id} is damaged: it is not put back in use"};
inline constexpr Label rolled_back{"version en service : {id}", "snapshot in use: {id}"};

inline constexpr Label snapshots_summary{"Lister les versions du registre.", "List the snapshots of the register."};
inline constexpr Label snapshot{"Version", "Snapshot"};
inline constexpr Label damaged{"Endommagée", "Damaged"};
inline constexpr Label in_use{"En service", "In use"};
inline constexpr Label data_date{"Données au", "Data of"};
inline constexpr Label scope{"Périmètre", "Scope"};
inline constexpr Label units_count{"Unités légales", "Legal units"};
inline constexpr Label periods_count{"Périodes", "Periods"};
inline constexpr Label size_on_disk{"Taille", "Size"};
inline constexpr Label fictitious{"Fictif", "Fictitious"};
inline constexpr Label files{"Fichiers", "Files"};

inline constexpr Label synthesize_summary{"Produire un registre fictif, dans les formats officiels.",
                                          "Make a fictitious register, in the official formats."};
inline constexpr Label synthesize_details{
    "Les mêmes paramètres donnent les mêmes octets. --demonstration : environ 6 000 entreprises fictives sur les communes du Pays Créçois "
    "et "
    "alentour, avec l'emprise d'une crue.",
    "The same parameters give the same bytes. --demonstration: about 6,000 fictitious businesses on the communes of the Pays Créçois and "
    "around, with the extent of a flood."};
inline constexpr Label synthesize_folder{"où écrire les fichiers", "where the files go"};
inline constexpr Label synthesize_demonstration{"le territoire de démonstration", "the demonstration territory"};
inline constexpr Label synthesize_out{"le même dossier, par une option", "the same folder, as an option"};
inline constexpr Label synthesize_rows{"établissements (par défaut 100 000)", "establishments (default 100,000)"};
inline constexpr Label synthesize_seed{"graine (par défaut 1)", "seed (default 1)"};
inline constexpr Label synthesize_departements{"départements (par défaut : tous)", "départements (default: all)"};
inline constexpr Label synthesize_as_of{"date des fichiers", "date of the files"};
inline constexpr Label synthesize_stock_columns{"colonnes du fichier des établissements (par défaut 54)",
                                                "columns of the file of establishments (default 54)"};
inline constexpr Label synthesize_unit_columns{"colonnes du fichier des unités légales (par défaut 35)",
                                               "columns of the file of legal units (default 35)"};
inline constexpr Label synthesize_named_p{"part, en %, des lignes P qui portent encore leurs noms",
                                          "share, in %, of P rows that still carry names"};
inline constexpr Label synthesize_employer_flag{"caractère employeur rempli", "employer flag filled"};
inline constexpr Label synthesize_zipped{"chaque fichier dans un zip", "each file in a zip"};
inline constexpr Label synthesize_without_units{"sans fichier des unités légales", "without the file of legal units"};
inline constexpr Label synthesize_without_history{"sans historique", "without history"};
inline constexpr Label synthesize_without_positions{"sans positions", "without positions"};
inline constexpr Label synthesizing{"écriture", "writing"};
inline constexpr Label synthesized{
    "{establishments:n} établissements fictifs, dont {active:n} actifs ; {units:n} unités légales ; {periods:n} périodes ; {positions:n} "
    "positions",
    "{establishments:n} fictitious establishments, {active:n} of them active; {units:n} legal units; {periods:n} periods; {positions:n} "
    "positions"};
inline constexpr Label now_import{"À importer par :", "To be imported by:"};

inline constexpr Label version_summary{"Version du programme, de ses formats et de ses données de référence.",
                                       "Version of the program, its formats and its reference data."};
inline constexpr Label program_version{"Version", "Version"};
inline constexpr Label formats{"Formats", "Formats"};
inline constexpr Label geography_from{"Découpage administratif depuis", "Geographic code from"};
inline constexpr Label geography_to{"jusqu'à", "to"};
inline constexpr Label licence{"Licence", "Licence"};

}  // namespace bassin::app::texts
