#include "sql/dialect.h"

namespace bassin::sql {

namespace {

std::string literally(std::string_view text) {
  std::string out;
  for (char const c : text) {
    if (c == '%' || c == '_' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

}  // namespace

std::string beginning_with(std::string_view text) { return literally(text) + "%"; }
std::string containing(std::string_view text) { return "%" + literally(text) + "%"; }

std::string_view now_text(Dialect dialect) {
  return dialect == Dialect::sqlite ? "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"
                                    : "to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";
}

std::string_view take_rows(Dialect dialect) { return dialect == Dialect::sqlite ? "" : " for update skip locked"; }

}  // namespace bassin::sql
