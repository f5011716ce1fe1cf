#include "sql/erasure.h"

#include "sql/internal/parts.h"

namespace bassin::sql {

using base::Error;
using base::Result;

Result<void> empty_journal(Store& store) {
  if (store.dialect() != Dialect::sqlite) return {};
  auto& parts = store.parts();
  BASSIN_TRY(auto const connection, parts.pool.lend());
  std::unique_lock const line(parts.writer, parts.pool.settings().patience);
  if (!line.owns_lock()) return Error("sql.busy");
  BASSIN_TRY(auto const answer, connection->query("pragma wal_checkpoint(truncate)", {}));
  return answer.rows.at(0).flag("busy") ? Result<void>(Error("sql.busy")) : Result<void>();
}

}  // namespace bassin::sql
