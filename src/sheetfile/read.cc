#include "sheetfile/read.h"

#include <utility>

#include "sheetfile/csv.h"
#include "sheetfile/ods.h"
#include "sheetfile/parts.h"
#include "sheetfile/xlsx.h"

namespace bassin::sheetfile {

namespace {

using base::Error;
using base::Result;
using namespace std::string_view_literals;

constexpr auto compound_mark = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv;  // of Excel 97; a password puts newer workbooks in it too
constexpr auto zip_mark = "PK\x03\x04"sv;
constexpr auto pdf_mark = "%PDF-"sv;

Result<Form> read_archive(std::string_view bytes, Output& output) {
  BASSIN_TRY(auto const parts, open_zip(bytes, output.limits().expanded_bytes));
  Form form;
  if (is_ods(*parts)) {
    form.format = "ods";
    form.macros = parts->has("Basic/script-lc.xml");
    BASSIN_DO(read_ods(*parts, output));
  } else if (is_xlsx(*parts)) {
    form.format = "xlsx";
    form.macros = parts->has("xl/vbaProject.bin");
    BASSIN_DO(read_xlsx(*parts, output));
  } else {
    return Error("sheetfile.not_a_sheet", {{"detail", "an archive of other files"}});
  }
  return form;
}

}  // namespace

Result<Form> read_sheets(std::string_view bytes, Output& output) {
  if (bytes.empty()) return Error("sheetfile.empty");
  if (bytes.starts_with(compound_mark)) return Error("sheetfile.old_excel");
  if (bytes.starts_with(pdf_mark)) return Error("sheetfile.not_a_sheet", {{"detail", "PDF"}});
  if (bytes.starts_with(zip_mark)) {
    BASSIN_TRY(auto form, read_archive(bytes, output));
    if (output.rows() == 0) return Error("sheetfile.empty");
    return form;
  }
  BASSIN_TRY(auto const csv, read_csv(bytes, output));
  if (output.rows() == 0) return Error("sheetfile.empty");
  return Form{"csv", csv.encoding, std::string(1, csv.separator), false};
}

}  // namespace bassin::sheetfile
