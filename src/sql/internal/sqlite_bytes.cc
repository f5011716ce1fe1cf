#include "sql/internal/sqlite_bytes.h"

#include <string_view>

namespace bassin::sql {
namespace {

constexpr std::string_view digits = "0123456789abcdef";

void append_hex(std::string& out, char const* bytes, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) {
    auto const byte = static_cast<unsigned char>(bytes[i]);
    out += digits[byte >> 4U];
    out += digits[byte & 15U];
  }
}

std::string_view text_of(sqlite3_value* value) {
  auto const* const text = reinterpret_cast<char const*>(sqlite3_value_text(value));
  return {text == nullptr ? "" : text, static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

// NULL for NULL, as on PostgreSQL; another form than hexadecimal, or what is none, is our bug.
bool passes(sqlite3_context* context, sqlite3_value** values) {
  if (sqlite3_value_type(values[0]) == SQLITE_NULL) {
    sqlite3_result_null(context);
    return false;
  }
  if (text_of(values[1]) == "hex") return true;
  sqlite3_result_error(context, "unknown form of bytes", -1);
  return false;
}

void encode(sqlite3_context* context, int /*count*/, sqlite3_value** values) {
  if (!passes(context, values)) return;
  std::string out;
  auto const* const bytes = static_cast<char const*>(sqlite3_value_blob(values[0]));
  append_hex(out, bytes, static_cast<std::size_t>(sqlite3_value_bytes(values[0])));
  sqlite3_result_text64(context, out.data(), out.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

void decode(sqlite3_context* context, int /*count*/, sqlite3_value** values) {
  if (!passes(context, values)) return;
  auto const text = text_of(values[0]);
  std::string out;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
    auto const high = digits.find(text[i]);
    auto const low = digits.find(text[i + 1]);
    if (high == std::string_view::npos || low == std::string_view::npos) break;
    out += static_cast<char>(high * 16 + low);
  }
  if (out.size() * 2 != text.size()) return sqlite3_result_error(context, "no hexadecimal text", -1);
  sqlite3_result_blob64(context, out.data(), out.size(), SQLITE_TRANSIENT);
}

}  // namespace

int add_bytes_functions(sqlite3* handle) {
  constexpr int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
  int const added = sqlite3_create_function_v2(handle, "encode", 2, flags, nullptr, encode, nullptr, nullptr, nullptr);
  if (added != SQLITE_OK) return added;
  return sqlite3_create_function_v2(handle, "decode", 2, flags, nullptr, decode, nullptr, nullptr, nullptr);
}

std::string shown_bytes(char const* bytes, std::size_t size) {
  std::string out = "\\x";
  append_hex(out, bytes, size);
  return out;
}

}  // namespace bassin::sql
