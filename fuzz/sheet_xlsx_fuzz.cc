// The parts of a workbook of Excel, without the archive around them: the pieces of the input between zero bytes, in the order below.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sheet_checks.h"
#include "sheetfile/xlsx.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace bassin::sheetfile;
  bassin::fuzz::MemoryParts parts(
      {{"[Content_Types].xml", ""},
       {"_rels/.rels", ""},
       {"xl/_rels/workbook.xml.rels",
        R"(<R><Relationship Id="1" Type="x/worksheet" Target="s.xml"/><Relationship Id="2" Type="x/styles" Target="t.xml"/>)"
        R"(<Relationship Id="3" Type="x/sharedStrings" Target="u.xml"/></R>)"},
       {"xl/workbook.xml", R"(<w><sheet name="a" id="1"/></w>)"}});
  parts.put({reinterpret_cast<char const*>(data), size},
            {"xl/s.xml", "xl/t.xml", "xl/u.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"});
  parts.put_where_empty("_rels/.rels", R"(<R><Relationship Id="1" Type="x/officeDocument" Target="xl/workbook.xml"/></R>)");
  Output output(bassin::fuzz::sheet_limits());
  if (read_xlsx(parts, output).ok()) bassin::fuzz::check_sheets(output);
  return 0;
}
