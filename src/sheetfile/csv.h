// CSV as spreadsheet programs write it: any of three encodings, the separator found out.
#pragma once

#include <string_view>

#include "base/result.h"
#include "sheetfile/output.h"

namespace bassin::sheetfile {

struct CsvForm {
  char const* encoding = "";
  char separator = ';';
};

// One sheet without a name. Quotation marks are those at a field's ends, doubled inside; a record's number counts records, as a
// spreadsheet program does. Errors: "sheetfile.not_a_sheet" (detail: a byte that no text has), "sheetfile.unreadable" (detail: a
// quotation mark that no other closes), "sheetfile.limit".
[[nodiscard]] base::Result<CsvForm> read_csv(std::string_view bytes, Output& output);

// The separator of the lines at the beginning: the one of `;` `,` tab `|` that cuts most of them in the same number of fields.
[[nodiscard]] char guess_separator(std::string_view text);

}  // namespace bassin::sheetfile
