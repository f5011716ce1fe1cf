// Any bytes as a spreadsheet file, archives as they come.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sheet_checks.h"
#include "sheetfile/read.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace bassin::sheetfile;
  Output output(bassin::fuzz::sheet_limits());
  if (read_sheets({reinterpret_cast<char const*>(data), size}, output).ok()) bassin::fuzz::check_sheets(output);
  return 0;
}
