// Sheets of OpenDocument (.ods, .ots), as LibreOffice writes them.
#pragma once

#include "base/result.h"
#include "sheetfile/output.h"
#include "sheetfile/parts.h"

namespace bassin::sheetfile {

// Whether the parts are those of an OpenDocument file, of whatever kind.
[[nodiscard]] bool is_ods(Parts const& parts);

// Every sheet in order. Errors: "sheetfile.unreadable" (detail), "sheetfile.limit" (what, limit), "sheetfile.not_a_sheet" (detail: a text,
// a drawing), "sheetfile.protected".
[[nodiscard]] base::Result<void> read_ods(Parts& parts, Output& output);

}  // namespace bassin::sheetfile
