#include "app/messages.h"

namespace bassin::app {

namespace {

constexpr Message table[] = {
    {"support.unknown_import",
     ExitCode::usage,
     404,
     {"Cet import ({id}) n'existe pas, ou n'est pas à votre organisation. Rien n'a été changé. Retrouvez les imports sur la page "
      "« Tableurs ».",
      "There is no such import ({id}), or it is not your organisation's. Nothing was changed. Imports are listed on the page of "
      "spreadsheets."}},
    {"import.no_roll",
     ExitCode::usage,
     400,
     {"Seule une chambre consulaire tient une liste de ses ressortissants. Rien n'a été enregistré. Importez ce fichier comme un fichier "
      "de "
      "contacts.",
      "Only a consular chamber keeps a roll of its members. Nothing was saved. Import this file as a contact file."}},
    {"import.unknown_row",
     ExitCode::usage,
     404,
     {"Cet import n'a pas de ligne {number}. Rien n'a été changé. Rechargez la page.",
      "This import has no row {number}. Nothing was changed. Reload the page."}},
    {"import.row_over",
     ExitCode::usage,
     409,
     {"La ligne {number} a déjà été importée : elle ne se décide plus. Rien n'a été changé. Corrigez la fiche de l'entreprise, ou annulez "
      "l'import entier.",
      "Row {number} was imported already: there is nothing to decide any more. Nothing was changed. Correct the business's file, or undo "
      "the "
      "whole import."}},
    {"import.many_words",
     ExitCode::usage,
     400,
     {"La colonne donnée pour « {field} » contient plus de {limit} mots différents : ce n'est sans doute pas la bonne. Rien n'a été "
      "enregistré. Choisissez une autre colonne, ou aucune.",
      "The column given for “{field}” holds more than {limit} different words: it is probably another one. Nothing was saved. Choose "
      "another column, or none."}},
    {"import.unknown_word",
     ExitCode::usage,
     404,
     {"Ce mot (« {word} ») n'est pas dans le fichier importé. Rien n'a été changé. Rechargez la page.",
      "This word (“{word}”) is not in the file that was imported. Nothing was changed. Reload the page."}},
    {"import.undone",
     ExitCode::usage,
     409,
     {"Cet import a été annulé. Rien n'a été changé. Pour reprendre ce fichier, apportez-le à nouveau.",
      "This import was undone. Nothing was changed. To take the file again, bring it anew."}},
};

}  // namespace

std::span<Message const> import_messages() { return table; }

}  // namespace bassin::app
