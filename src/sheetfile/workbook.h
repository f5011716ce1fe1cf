// What a workbook of Excel says of its sheets, beside their cells.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"
#include "sheetfile/number.h"
#include "sheetfile/output.h"
#include "sheetfile/parts.h"

namespace bassin::sheetfile {

struct SheetPart {
  std::string name;
  std::string part;  // "xl/worksheets/sheet1.xml"
  bool hidden = false;
};

struct Workbook {
  std::vector<SheetPart> sheets;
  std::vector<std::string> strings;   // that cells name by their place
  std::vector<NumberFormat> formats;  // by the style of a cell
  bool from_1904 = false;
};

// Errors: as read_xlsx().
[[nodiscard]] base::Result<Workbook> read_workbook(Parts& parts, Limits const& limits);

}  // namespace bassin::sheetfile
