// The content and the manifest of an OpenDocument file, without the archive around them: the input up to a zero byte, and behind it.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sheet_checks.h"
#include "sheetfile/ods.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace bassin::sheetfile;
  bassin::fuzz::MemoryParts parts({});
  parts.put({reinterpret_cast<char const*>(data), size}, {"content.xml", "META-INF/manifest.xml"});
  Output output(bassin::fuzz::sheet_limits());
  if (read_ods(parts, output).ok()) bassin::fuzz::check_sheets(output);
  return 0;
}
