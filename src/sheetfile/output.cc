#include "sheetfile/output.h"

#include <algorithm>
#include <utility>

#include "sheetfile/header_row.h"
#include "sheetfile/text.h"

namespace bassin::sheetfile {

namespace {

base::Error limit(char const* what, std::size_t most) {
  return base::Error("sheetfile.limit", {{"what", what}, {"limit", std::to_string(most)}});
}

void append_escaped(unsigned char c, std::string& out) {
  constexpr std::string_view digits = "0123456789abcdef";
  if (c == '"' || c == '\\') {
    out += '\\';
    out += static_cast<char>(c);
  } else if (c == '\n') {
    out += "\\n";
  } else if (c < 0x20 || c == 0x7F) {
    out += "\\u00";
    out += digits[c >> 4U];
    out += digits[c & 15U];
  } else {
    out += static_cast<char>(c);
  }
}

}  // namespace

void append_json(std::string_view text, std::string& out) {
  out += '"';
  while (!text.empty()) {
    auto const length = utf8_length(text);
    if (length == 1) {
      append_escaped(static_cast<unsigned char>(text.front()), out);
    } else if (length == 0) {
      out += "\xEF\xBF\xBD";
    } else {
      out.append(text.substr(0, length));
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  out += '"';
}

base::Result<void> Output::begin_sheet(std::string_view name, bool hidden) {
  if (++sheets_ > limits_.sheets) return limit("sheets", limits_.sheets);
  columns_ = 0;
  first_.clear();
  first_cells_.clear();
  text_ += "{\"sheet\":";
  append_json(name, text_);
  text_ += hidden ? ",\"hidden\":true}\n" : ",\"hidden\":false}\n";
  return {};
}

base::Result<void> Output::row(std::size_t number, Cells& cells) {
  for (auto& cell : cells) trim(cell);
  while (!cells.empty() && cells.back().empty()) cells.pop_back();
  if (cells.empty()) return {};
  if (++rows_ > limits_.rows) return limit("rows", limits_.rows);
  if (cells.size() > limits_.columns) return limit("columns", limits_.columns);
  columns_ = std::max(columns_, cells.size());
  text_ += '[';
  text_ += std::to_string(number);
  for (auto const& cell : cells) {
    if (cell.size() > limits_.cell_bytes) return limit("cell", limits_.cell_bytes);
    text_ += ',';
    append_json(cell, text_);
  }
  text_ += "]\n";
  if (text_.size() > limits_.text_bytes) return limit("text", limits_.text_bytes);
  if (first_.size() < header_rows_most) {
    first_.push_back(number);
    first_cells_.push_back(std::move(cells));
  }
  return {};
}

void Output::end_sheet() {
  auto const header = guess_header(first_cells_);
  text_ += "{\"columns\":" + std::to_string(columns_) + ",\"header\":" + (header ? std::to_string(first_[*header]) : "null") + "}\n";
}

}  // namespace bassin::sheetfile
