#include "sheetfile/report.h"

#include <string_view>

namespace bassin::sheetfile {

namespace {

void member(char const* name, std::string_view value, std::string& out) {
  out += out.size() == 1 ? "\"" : ",\"";
  out += name;
  out += "\":";
  append_json(value, out);
}

}  // namespace

std::string success_line(Form const& form, Output const& output) {
  std::string line = "{";
  member("format", form.format, line);
  if (!form.encoding.empty()) member("encoding", form.encoding, line);
  if (!form.separator.empty()) member("separator", form.separator, line);
  line += form.macros ? ",\"macros\":true" : ",\"macros\":false";
  return line + ",\"sheets\":" + std::to_string(output.sheets()) + ",\"rows\":" + std::to_string(output.rows()) + "}";
}

std::string failure_line(base::Error const& error) {
  std::string line = "{";
  member("error", error.code, line);
  for (auto const& [name, value] : error.values) member(name.c_str(), value, line);
  return line + "}";
}

ExitCode exit_code(base::Error const& error) {
  if (error.code == "sheetfile.usage") return kUsage;
  if (error.code == "sheetfile.not_a_sheet" || error.code == "sheetfile.old_excel" || error.code == "sheetfile.empty") return kNoSheet;
  if (error.code == "sheetfile.limit") return kLimit;
  return error.code == "sheetfile.not_confined" ? kNotConfined : kUnreadable;
}

}  // namespace bassin::sheetfile
