// Cells of an import as people type them: days, numbers, several of them in one cell.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/contacts.h"
#include "support/imports.h"

namespace bassin::support::internal {

// "2019-03-01", "01/03/2019", "1.3.19", and a year alone as its first day. ISO; nothing for what is none.
[[nodiscard]] std::optional<std::string> day_of_cell(std::string_view text);

// One line without control characters, cut to what a record takes.
[[nodiscard]] std::string line_of(std::string_view text, std::size_t most);

struct CellChannels {
  std::vector<ContactChannel> channels;  // kind, shown, normal; each once
  std::vector<ImportRemark> remarks;
};
// "01 64 63 00 00 / 06 12…" is two; a number that lost its zero to a spreadsheet has it again.
[[nodiscard]] CellChannels channels_of_cells(ImportCells const& cells);

}  // namespace bassin::support::internal
