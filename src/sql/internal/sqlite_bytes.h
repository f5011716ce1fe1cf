// Bytes of files: `blob` here, `bytea` on PostgreSQL. In statements they are hexadecimal text, by the two functions of PostgreSQL that
// this adds to SQLite: decode(:text, 'hex') and encode(column, 'hex').
#pragma once

#include <sqlite3.h>

#include <string>

namespace bassin::sql {

// A result code of SQLite.
[[nodiscard]] int add_bytes_functions(sqlite3* handle);

// "\x4869", as PostgreSQL answers a column of bytes that is asked for as it is: what is carried from one store to another.
[[nodiscard]] std::string shown_bytes(char const* bytes, std::size_t size);

}  // namespace bassin::sql
