#include "sql/dialect.h"

namespace bassin::sql {

std::string_view now_text(Dialect dialect) {
  return dialect == Dialect::sqlite ? "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"
                                    : "to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";
}

std::string_view take_rows(Dialect dialect) { return dialect == Dialect::sqlite ? "" : " for update skip locked"; }

}  // namespace bassin::sql
