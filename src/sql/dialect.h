// The one seam where the two databases are told apart. Every other statement is the same text on both.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace bassin::sql {

enum class Dialect : std::uint8_t { sqlite, postgresql };

// An expression: the database's clock as UTC text with milliseconds. Records take their time from the program instead.
[[nodiscard]] std::string_view now_text(Dialect dialect);

// What stands behind a `select` of work to be taken: on PostgreSQL its rows are locked, and rows that another transaction has locked are
// passed over; on SQLite writers stand in a line anyway.
[[nodiscard]] std::string_view take_rows(Dialect dialect);

// Patterns for `like :pattern escape '\'`, which has to be written so: without `escape` the databases read a backslash differently, and
// PostgreSQL refuses some patterns. What is searched stands for itself; capitals count.
[[nodiscard]] std::string beginning_with(std::string_view text);
[[nodiscard]] std::string containing(std::string_view text);

}  // namespace bassin::sql
