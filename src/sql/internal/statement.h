// The places of values in a statement.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sql/value.h"

namespace bassin::sql {

// A statement whose ":name" places became $1, $2…; a name that stands twice has one number.
struct Numbered {
  std::string text;
  std::vector<std::string> names;  // of $1, $2…
};

// Texts between quotes, quoted names, comments and casts (::) are left alone; bodies between $$ are not known.
[[nodiscard]] Numbered numbered(std::string_view statement);

// The values in the order of the names. std::logic_error where one lacks or stands for nothing.
[[nodiscard]] std::vector<Value const*> in_order(std::vector<std::string> const& names, std::span<Named const> values,
                                                 std::string_view statement);

// Our bug: the statement and what the database says of it.
[[noreturn]] void wrong_statement(std::string_view statement, std::string_view reason);

}  // namespace bassin::sql
