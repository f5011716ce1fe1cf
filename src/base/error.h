// An expected failure: what went wrong, as a code that a table turns into a French or English message, an
// HTTP status and an exit code, and the values that the message quotes. `base` knows no domain word: each
// module states its own codes ("ingest.missing_column"); app/messages holds the one table and a test keeps
// the two together.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bassin::base {

struct Error {
  // Static storage: a literal of the form "module.what".
  std::string_view code;
  // Values that the message quotes, by the name that stands between braces in it.
  std::vector<std::pair<std::string, std::string>> values;

  Error(std::string_view error_code, std::initializer_list<std::pair<std::string, std::string>> named = {})
      : code(error_code), values(named) {}

  // The value of that name, or an empty text.
  [[nodiscard]] std::string_view value(std::string_view name) const;
  // Code and values on one line, for logs and test failures; users read the table's message instead.
  [[nodiscard]] std::string debug() const;
};

}  // namespace bassin::base
