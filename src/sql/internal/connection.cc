#include "sql/internal/connection.h"

namespace bassin::sql {

base::Result<std::unique_ptr<Connection>> connect(Address const& address, std::chrono::milliseconds patience) {
  return address.dialect == Dialect::sqlite ? connect_sqlite(address, patience) : connect_postgresql(address, patience);
}

}  // namespace bassin::sql
