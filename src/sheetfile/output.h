// What the reader hands over: sheets of text cells, one line of JSON a row (docs/formats/sheetfile.md), within limits.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace bassin::sheetfile {

struct Limits {
  std::size_t rows = 50'000;  // that hold something, of all sheets together
  std::size_t columns = 200;  // the last that holds something
  std::size_t sheets = 50;
  std::size_t cell_bytes = 131'068;  // 32,767 characters, the longest cell that spreadsheet programs keep
  std::size_t text_bytes = std::size_t{64} << 20;
  std::size_t expanded_bytes = std::size_t{300} << 20;  // of the parts of an archive that are read
};

using Cells = std::vector<std::string>;

class Output {
 public:
  explicit Output(Limits const& limits) : limits_(limits) {}

  // Errors of all: "sheetfile.limit" (what, limit).
  [[nodiscard]] base::Result<void> begin_sheet(std::string_view name, bool hidden);
  // `number`: as a spreadsheet program numbers it, from 1, growing. Blanks around a cell go; a row of nothing but blanks is passed over.
  // Cells are left in an unspecified state.
  [[nodiscard]] base::Result<void> row(std::size_t number, Cells& cells);
  void end_sheet();

  [[nodiscard]] std::size_t sheets() const { return sheets_; }
  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] Limits const& limits() const { return limits_; }
  [[nodiscard]] std::string const& text() const { return text_; }

 private:
  Limits limits_;
  std::string text_;
  std::size_t sheets_ = 0;
  std::size_t rows_ = 0;
  std::size_t columns_ = 0;         // of the sheet
  std::vector<std::size_t> first_;  // numbers of the rows of the sheet that may be its header
  std::vector<Cells> first_cells_;
};

// A text as JSON writes it, with its quotation marks. What is not UTF-8 becomes U+FFFD.
void append_json(std::string_view text, std::string& out);

}  // namespace bassin::sheetfile
