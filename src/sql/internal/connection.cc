#include "sql/internal/connection.h"

namespace bassin::sql {

base::Result<std::unique_ptr<Connection>> connect(Address const& address, Settings const& settings) {
  return address.dialect == Dialect::sqlite ? connect_sqlite(address, settings) : connect_postgresql(address, settings);
}

std::string quoted(std::string_view name) {
  std::string out = "\"";
  for (char const c : name) {
    if (c == '"') out += c;
    out += c;
  }
  return out + "\"";
}

std::string listed(ColumnNames const& names) {
  std::string out;
  for (auto const& name : names) out += (out.empty() ? "" : ", ") + quoted(name);
  return out;
}

}  // namespace bassin::sql
