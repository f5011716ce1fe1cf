// Workbooks of Excel (.xlsx, .xlsm, .xltx): ECMA-376, both of its vocabularies.
#pragma once

#include <string>

#include "base/result.h"
#include "sheetfile/output.h"
#include "sheetfile/parts.h"

namespace bassin::sheetfile {

// Whether the parts are those of such a workbook.
[[nodiscard]] bool is_xlsx(Parts const& parts);

// Every sheet of cells in the workbook's order. Formulas show what they came to when the file was saved; macros are never looked at.
// Errors: "sheetfile.unreadable" (detail), "sheetfile.limit" (what, limit), "sheetfile.not_a_sheet" (detail: a workbook without such
// sheets).
[[nodiscard]] base::Result<void> read_xlsx(Parts& parts, Output& output);

}  // namespace bassin::sheetfile
