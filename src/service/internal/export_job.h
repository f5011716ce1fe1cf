// One export under way: its rows, its columns, its words.
#pragma once

#include <memory>

#include "http/message.h"
#include "query/page.h"
#include "service/export.h"

namespace bassin::service::internal {

struct ExportJob {
  query::RowsInOrder rows;
  std::shared_ptr<ExportTable const> table;
  ExportNotes notes;
  reference::Language language;
  std::string snapshot;
  std::string date;  // ISO, of the data
};

// Any lines as a file.
struct ExportLines {
  std::vector<std::string> ids, titles;
  // The next ones, at most as many; none after the last. Errors: those of what they are read from.
  std::function<base::Result<std::vector<std::vector<ExportCell>>>(std::size_t most)> next;
  ExportNotes notes;
  std::string sheet;  // its name
  reference::Language language;
};
[[nodiscard]] std::shared_ptr<ExportLines> lines_of(std::shared_ptr<ExportJob> const& job);

// For Excel: a byte order mark, semicolons, decimal commas, titles instead of ids, and what the file says of itself below its
// rows. Else RFC 4180 in UTF-8, rows alone.
[[nodiscard]] http::BodyStream csv_stream(std::shared_ptr<ExportLines> lines, bool for_excel);
// A text as a cell that no spreadsheet takes for a formula: an apostrophe before what would begin one.
[[nodiscard]] std::string defused(std::string_view text);
[[nodiscard]] http::BodyStream geojson_stream(std::shared_ptr<ExportJob> job);

// Rows of one sheet, as Excel 2007 has them, less the header.
inline constexpr std::uint64_t xlsx_most_rows = 1'048'575;
// Writes the whole file first. Errors: "export.not_written" (reason), those of files, "image.damaged".
[[nodiscard]] base::Result<http::BodyStream> xlsx_stream(std::shared_ptr<ExportLines> const& lines, ExportParts const& parts);

}  // namespace bassin::service::internal
