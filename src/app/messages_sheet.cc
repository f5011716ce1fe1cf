#include "app/messages.h"

namespace bassin::app {

namespace {

constexpr Message table[] = {
    {"sheetfile.unreadable",
     ExitCode::usage,
     400,
     {"Le fichier {path} n'a pas pu être lu comme un tableur : {detail}. Rien n'a été changé. Rouvrez-le dans votre tableur, "
      "enregistrez-le à "
      "nouveau, puis recommencez.",
      "File {path} could not be read as a spreadsheet: {detail}. Nothing was changed. Open it in your spreadsheet program, save it again, "
      "and try "
      "again."}},
    {"sheetfile.protected",
     ExitCode::usage,
     400,
     {"Le fichier {path} est protégé par un mot de passe. Rien n'a été changé. Enregistrez-en une copie sans mot de passe.",
      "File {path} is protected by a password. Nothing was changed. Save a copy without it."}},
    {"sheetfile.old_excel",
     ExitCode::usage,
     400,
     {"Le fichier {path} est au format Excel 97 (.xls), ou protégé par un mot de passe. Rien n'a été changé. Enregistrez-le au format "
      ".xlsx, sans "
      "mot de passe.",
      "File {path} is in the format of Excel 97 (.xls), or protected by a password. Nothing was changed. Save it as .xlsx, without a "
      "password."}},
    {"sheetfile.not_a_sheet",
     ExitCode::usage,
     400,
     {"Le fichier {path} n'est pas un tableur ({detail}). Rien n'a été changé. Formats lus : .xlsx, .ods, CSV.",
      "File {path} is not a spreadsheet ({detail}). Nothing was changed. Formats read: .xlsx, .ods, CSV."}},
    {"sheetfile.empty",
     ExitCode::usage,
     400,
     {"Le fichier {path} ne contient aucune cellule remplie. Rien n'a été changé. Vérifiez que c'est le bon fichier.",
      "File {path} holds no filled cell. Nothing was changed. Check that it is the right file."}},
    {"sheetfile.limit",
     ExitCode::usage,
     413,
     {"Le fichier {path} est trop grand à lire ({what}[[ : plus de {limit:n}]]). Rien n'a été changé. Coupez-le en plusieurs fichiers, ou "
      "ôtez les "
      "colonnes inutiles.",
      "File {path} is too large to read ({what}[[: more than {limit:n}]]). Nothing was changed. Cut it into several files, or take out "
      "columns of "
      "no use."}},
    {"sheetfile.not_confined",
     ExitCode::storage,
     500,
     {"Le fichier {path} n'a pas été lu : ce système ne laisse pas « sheetfile » s'enfermer avant de le lire ({what} : {detail}). Rien n'a "
      "été "
      "changé. Dans un conteneur, autorisez seccomp et prctl.",
      "File {path} was not read: this system does not let `sheetfile` confine itself before it reads ({what}: {detail}). Nothing was "
      "changed. In a "
      "container, allow seccomp and prctl."}},
    {"sheetfile.usage",
     ExitCode::usage,
     400,
     {"Le fichier n'a pas pu être demandé au lecteur de tableurs : {detail}.",
      "The file could not be asked of the reader of spreadsheets: {detail}."}},
    {"sheet.no_reader",
     ExitCode::storage,
     500,
     {"Le programme « sheetfile », qui lit les tableurs, est introuvable ({tried}). Installez-le à côté de « bassin », ou nommez-le dans "
      "BASSIN_SHEETFILE.",
      "The program `sheetfile`, which reads spreadsheets, cannot be found ({tried}). Install it beside `bassin`, or name it in "
      "BASSIN_SHEETFILE."}},
    {"sheet.reader_failed",
     ExitCode::storage,
     500,
     {"La lecture du tableur {path} s'est arrêtée ({reason}). Les données sont intactes. Enregistrez-le au format .xlsx ou CSV, puis "
      "recommencez.",
      "Reading spreadsheet {path} stopped ({reason}). The data is intact. Save it as .xlsx or CSV, and try again."}},
    {"sheet.output_limit",
     ExitCode::usage,
     413,
     {"Le tableur {path} donne plus de {limit:b} une fois lu ; la lecture a été arrêtée. Les données sont intactes. Coupez-le en plusieurs "
      "fichiers.",
      "Spreadsheet {path} gives more than {limit:b} once read; reading was stopped. The data is intact. Cut it into several files."}},
    {"sheet.timeout",
     ExitCode::usage,
     413,
     {"La lecture du tableur {path} a dépassé {seconds} s et a été arrêtée. Les données sont intactes. Coupez-le en plusieurs fichiers.",
      "Reading spreadsheet {path} took more than {seconds} s and was stopped. The data is intact. Cut it into several files."}},
    {"sheet.no_columns",
     ExitCode::usage,
     400,
     {"Aucune colonne ne dit de quelle entreprise il s'agit. Rien n'a été changé. Indiquez au moins la colonne du SIRET, du SIREN ou du "
      "nom.",
      "No column says which business is meant. Nothing was changed. Name at least the column of the SIRET, the SIREN or the name."}},
    {"sheet.too_many_rows",
     ExitCode::usage,
     413,
     {"Le tableur a trop de lignes à rapprocher en une fois : {found:n}, au plus {limit:n}. Rien n'a été changé. Coupez-le en plusieurs "
      "fichiers.",
      "The spreadsheet has too many rows to match at once: {found:n}, at most {limit:n}. Nothing was changed. Cut it into several files."}},
};

}  // namespace

std::span<Message const> sheet_messages() { return table; }

}  // namespace bassin::app
