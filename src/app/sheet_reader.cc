#include "app/sheet_reader.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/environment.h"
#include "app/messages.h"
#include "app/reader_run.h"
#include "app/upload_file.h"

namespace bassin::app {

namespace {

using base::Error;
using base::Result;
using Json = nlohmann::json;

constexpr double seconds_most = 60;
constexpr std::size_t output_most = 96U << 20U;

ReaderProgram const& sheetfile() {
  static ReaderProgram const program{"sheetfile",
                                     "BASSIN_SHEETFILE",
                                     sheet_messages,
                                     Error("sheet.no_reader"),
                                     Error("sheet.reader_failed"),
                                     Error("sheet.timeout"),
                                     Error("sheet.output_limit")};
  return program;
}

bool is_row(Json const& line) {
  if (!line.is_array() || line.empty() || !line.front().is_number_unsigned()) return false;
  return std::all_of(line.begin() + 1, line.end(), [](Json const& cell) { return cell.is_string(); });
}

service::SheetRow row_of(Json const& line) {
  service::SheetRow row;
  row.number = line.front().get<std::size_t>();
  row.cells.reserve(line.size() - 1);
  for (std::size_t i = 1; i < line.size(); ++i) row.cells.push_back(line[i].get<std::string>());
  return row;
}

}  // namespace

Result<std::vector<service::Sheet>> parse_sheets(std::string_view lines, std::string const& shown) {
  std::vector<service::Sheet> sheets;
  auto const broken = [&] { return Error("sheet.reader_failed", {{"path", shown}, {"reason", "unexpected output"}}); };
  while (!lines.empty()) {
    auto const end = lines.find('\n');
    auto const line = Json::parse(lines.substr(0, end), nullptr, false);
    lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
    if (line.is_object() && line.contains("sheet")) {
      sheets.push_back({line.value("sheet", std::string()), line.value("hidden", false), 0, std::nullopt, {}});
    } else if (sheets.empty()) {
      return broken();
    } else if (line.is_object()) {
      sheets.back().columns = line.value("columns", std::size_t{0});
      if (auto const header = line.find("header"); header != line.end() && header->is_number_unsigned())
        sheets.back().header = header->get<std::size_t>();
    } else if (is_row(line)) {
      sheets.back().rows.push_back(row_of(line));
    } else {
      return broken();
    }
  }
  return sheets;
}

service::SheetReader sheet_reader(Environment const& environment) {
  return [&environment](service::SheetUpload const& upload) -> Result<service::SheetContent> {
    auto const place = environment.variable("TMPDIR").value_or("/tmp");
    BASSIN_TRY(auto const file, UploadFile::write(*environment.files, place, upload.file_name, upload.bytes));
    ReaderRequest request{{}, file->path(), upload.file_name, {}};
    request.limits.seconds = seconds_most;
    request.limits.output_bytes = output_most;
    BASSIN_TRY(auto const answer, run_reader(sheetfile(), request, environment));
    service::SheetContent content;
    content.format = answer.report.value("format", std::string());
    content.encoding = answer.report.value("encoding", std::string());
    content.separator = answer.report.value("separator", std::string());
    content.macros = answer.report.value("macros", false);
    BASSIN_TRY(content.sheets, parse_sheets(answer.out, upload.file_name));
    return content;
  };
}

}  // namespace bassin::app
