#include "sql/internal/statement.h"

#include <algorithm>
#include <stdexcept>

namespace bassin::sql {
namespace {

bool begins_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool in_name(char c) { return begins_name(c) || (c >= '0' && c <= '9'); }

// The length of a quoted text, a comment or a cast that begins here; 0 for anything else.
std::size_t untouched(std::string_view text) {
  auto const up_to = [text](std::string_view end, std::size_t from) {
    auto const at = text.find(end, from);
    return at == std::string_view::npos ? text.size() : at + end.size();
  };
  if (text.starts_with('\'')) return up_to("'", 1);  // a doubled quote ends one text and begins the next
  if (text.starts_with('"')) return up_to("\"", 1);
  if (text.starts_with("--")) return up_to("\n", 2);
  if (text.starts_with("/*")) return up_to("*/", 2);
  if (text.starts_with("::")) return 2;
  return 0;
}

}  // namespace

Numbered numbered(std::string_view statement) {
  Numbered out;
  while (!statement.empty()) {
    if (auto const length = untouched(statement); length > 0) {
      out.text += statement.substr(0, length);
      statement.remove_prefix(length);
      continue;
    }
    if (statement[0] != ':' || statement.size() < 2 || !begins_name(statement[1])) {
      out.text += statement[0];
      statement.remove_prefix(1);
      continue;
    }
    auto const* const end = std::find_if_not(statement.begin() + 1, statement.end(), in_name);
    std::string name(statement.begin() + 1, end);
    statement.remove_prefix(name.size() + 1);
    auto found = std::find(out.names.begin(), out.names.end(), name);
    if (found == out.names.end()) found = out.names.insert(found, std::move(name));
    out.text += "$" + std::to_string(found - out.names.begin() + 1);
  }
  return out;
}

std::vector<Value const*> in_order(std::vector<std::string> const& names, std::span<Named const> values, std::string_view statement) {
  std::vector<Value const*> ordered;
  for (auto const& name : names) {
    auto const found = std::find_if(values.begin(), values.end(), [&name](Named const& value) { return value.name == name; });
    if (found == values.end()) wrong_statement(statement, "no value for :" + name);
    ordered.push_back(&found->value);
  }
  for (auto const& value : values) {
    if (std::find(names.begin(), names.end(), value.name) == names.end()) {
      wrong_statement(statement, "no place for :" + std::string(value.name));
    }
  }
  return ordered;
}

void wrong_statement(std::string_view statement, std::string_view reason) {
  throw std::logic_error("sql: " + std::string(reason) + " in: " + std::string(statement));
}

}  // namespace bassin::sql
