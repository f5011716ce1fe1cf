// A spreadsheet that somebody sends, and what was read from it. The program that serves gives the reader: hostile files are read elsewhere.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace bassin::service {

struct SheetUpload {
  std::string file_name;  // as it was sent: for messages
  std::string_view bytes;
};

struct SheetRow {
  std::size_t number = 0;  // as a spreadsheet program shows it
  std::vector<std::string> cells;
};

struct Sheet {
  std::string name;
  bool hidden = false;
  std::size_t columns = 0;
  std::optional<std::size_t> header;  // number of the row that seems to name the columns
  std::vector<SheetRow> rows;
};

struct SheetContent {
  std::string format;               // "xlsx"
  std::string encoding, separator;  // of CSV
  bool macros = false;
  std::vector<Sheet> sheets;
};

// Errors: "sheet.*", "sheetfile.*", "file.*".
using SheetReader = std::function<base::Result<SheetContent>(SheetUpload const&)>;

}  // namespace bassin::service
