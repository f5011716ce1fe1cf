// Any bytes as CSV of a spreadsheet program: read or refused, within the limits.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sheet_checks.h"
#include "sheetfile/csv.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace bassin::sheetfile;
  Output output(bassin::fuzz::sheet_limits());
  auto const form = read_csv({reinterpret_cast<char const*>(data), size}, output);
  if (form.ok()) bassin::fuzz::check_sheets(output);
  return 0;
}
