// Spreadsheets sent to the server: each is written to a folder of its own, read there by the program `sheetfile`, and removed.
#pragma once

#include <string_view>

#include "service/sheet_upload.h"

namespace bassin::app {

struct Environment;

// The folder is made in TMPDIR, else /tmp. The environment outlives it. The program is BASSIN_SHEETFILE, else found as run_reader() says.
[[nodiscard]] service::SheetReader sheet_reader(Environment const& environment);

// The lines that `sheetfile` writes (docs/formats/sheetfile.md). Errors: "sheet.reader_failed" (path, reason) where they are no such lines.
[[nodiscard]] base::Result<std::vector<service::Sheet>> parse_sheets(std::string_view lines, std::string const& shown);

}  // namespace bassin::app
