#include <fmt/core.h>

#include <algorithm>

#include "app/output.h"

namespace bassin::app {
namespace {

constexpr std::string_view masked_text = "[ND]";

std::string number_text(Quantity const& quantity) { return fmt::format("{:.{}f}", quantity.value, quantity.decimals); }

// Several values of one cell; a bar stands in no code, and seldom in a word.
std::string codes_text(Codes const& codes) {
  std::string out;
  for (auto const& code : codes) out += (out.empty() ? "" : "|") + code;
  return out;
}

Codes codes_of(CodedList const& list) {
  Codes codes;
  for (auto const& coded : list) codes.push_back(coded.code);
  return codes;
}

std::string plain(Cell const& cell) {
  if (std::holds_alternative<Masked>(cell)) return std::string(masked_text);
  if (auto const* const text = std::get_if<std::string>(&cell)) return *text;
  if (auto const* const coded = std::get_if<Coded>(&cell)) return coded->code;
  if (auto const* const number = std::get_if<std::int64_t>(&cell)) return std::to_string(*number);
  if (auto const* const quantity = std::get_if<Quantity>(&cell)) return number_text(*quantity);
  if (auto const* const date = std::get_if<base::Date>(&cell)) return base::to_iso(*date);
  if (auto const* const yes = std::get_if<bool>(&cell)) return *yes ? "true" : "false";
  if (auto const* const codes = std::get_if<Codes>(&cell)) return codes_text(*codes);
  if (auto const* const list = std::get_if<CodedList>(&cell)) return codes_text(codes_of(*list));
  return {};
}

std::string quoted(std::string const& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (char const c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

bool alike(Table const& a, Table const& b) {
  return a.shape == b.shape && std::equal(a.columns.begin(), a.columns.end(), b.columns.begin(), b.columns.end(),
                                          [](Column const& x, Column const& y) { return x.id == y.id; });
}

// Records of the same columns one below the other, each line led by its record's name.
std::string records_csv(Answer const& answer, Table const& first) {
  std::string out = "section," + csv_header(first);
  for (auto const& table : answer.tables) {
    if (!table.for_programs || !alike(table, first)) continue;
    for (auto const& row : table.rows) out += quoted(table.id) + "," + csv_line(table, row);
  }
  return out;
}

void end_line(std::string& out) {
  out.pop_back();  // the comma behind the last value
  out += "\r\n";
}

}  // namespace

std::string csv_header(Table const& table) {
  std::string out;
  if (table.shape == Shape::record) out += "property,";
  for (auto const& column : table.columns) out += quoted(column.id) + ",";
  end_line(out);
  return out;
}

std::string csv_line(Table const& table, Row const& row) {
  std::string out;
  if (table.shape == Shape::record) out += quoted(row.id) + ",";
  for (auto const& cell : row.cells) out += quoted(plain(cell)) + ",";
  end_line(out);
  return out;
}

std::string render_csv(Answer const& answer) {
  auto const* const first = table_for_programs(answer);
  if (first == nullptr) return {};
  if (first->shape == Shape::record) return records_csv(answer, *first);
  std::string out = csv_header(*first);
  for (auto const& row : first->rows) out += csv_line(*first, row);
  for (auto const& row : first->csv_tail) out += csv_line(*first, row);
  return out;
}

}  // namespace bassin::app
