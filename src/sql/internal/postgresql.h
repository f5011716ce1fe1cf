// The connection to PostgreSQL, and its native handle for what only PostgreSQL can do.
#pragma once

#include <libpq-fe.h>

#include <memory>

#include "sql/internal/connection.h"

namespace bassin::sql {

struct FinishPostgresql {
  void operator()(PGconn* handle) const { PQfinish(handle); }
};
struct ClearPostgresql {
  void operator()(PGresult* result) const { PQclear(result); }
};
using PostgresqlHandle = std::unique_ptr<PGconn, FinishPostgresql>;
using PostgresqlAnswer = std::unique_ptr<PGresult, ClearPostgresql>;

class PostgresqlConnection final : public Connection {
 public:
  PostgresqlConnection(PostgresqlHandle handle, std::string shown) : handle_(std::move(handle)), shown_(std::move(shown)) {}

  [[nodiscard]] Dialect dialect() const override { return Dialect::postgresql; }
  [[nodiscard]] base::Result<void> begin(Purpose purpose) override;
  [[nodiscard]] base::Result<void> commit() override;
  void rollback() override;
  [[nodiscard]] base::Result<Answered> query(std::string_view statement, std::span<Named const> values) override;
  [[nodiscard]] base::Result<void> script(std::string_view statements) override;

  [[nodiscard]] base::Result<void> each(std::string_view statement, EachRow const& fn) override;
  [[nodiscard]] base::Result<std::unique_ptr<RowWriter>> write_rows(std::string const& table, ColumnNames const& columns) override;

  [[nodiscard]] PGconn* handle() const { return handle_.get(); }
  // The error that an answer holds; of the connection where there is no answer.
  [[nodiscard]] base::Error failure(PGresult const* answer, std::string_view statement);

 private:
  PostgresqlHandle handle_;
  std::string shown_;
};

}  // namespace bassin::sql
