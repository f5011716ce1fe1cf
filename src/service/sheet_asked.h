// The file of a request about a spreadsheet: read, and which of its rows are asked about by which columns.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "service/sheet_columns.h"
#include "service/sheet_upload.h"

namespace bassin::service {

struct Call;
struct SheetParts;

// Errors: "access.sign_in", "query.bad_value" without the name of a file, those of the reader.
[[nodiscard]] base::Result<SheetContent> read_sheet_file(Call const& call, SheetParts const& parts);

// The names of the columns; null where no row has that number.
[[nodiscard]] std::vector<std::string> const* header_of(Sheet const& sheet, std::optional<std::size_t> number);

struct AskedRows {
  std::vector<SheetRow> rows;  // those of data
  SheetColumns columns;
  std::string header;  // a sum of the names of its columns; empty where there are none
};
// By file, sheet, header and the columns; `beside`: parameters of the endpoint's own. Errors: those above, "query.bad_value",
// "sheet.no_columns", "sheet.too_many_rows".
[[nodiscard]] base::Result<AskedRows> asked_rows(Call const& call, SheetParts const& parts, std::vector<std::string_view> const& beside);

}  // namespace bassin::service
