// Any spreadsheet file, recognised by its bytes.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "sheetfile/output.h"

namespace bassin::sheetfile {

struct Form {
  std::string format;     // "xlsx", "ods", "csv"
  std::string encoding;   // of CSV: "UTF-8", "UTF-16", "Windows-1252"
  std::string separator;  // of CSV
  bool macros = false;    // the workbook has some: they were not looked at
};

// Errors: "sheetfile.empty", "sheetfile.old_excel" (a file of Excel 97, or one under a password), "sheetfile.protected",
// "sheetfile.not_a_sheet" (detail), "sheetfile.unreadable" (detail), "sheetfile.limit" (what, limit).
[[nodiscard]] base::Result<Form> read_sheets(std::string_view bytes, Output& output);

}  // namespace bassin::sheetfile
