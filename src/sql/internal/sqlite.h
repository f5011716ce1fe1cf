// The connection to SQLite, and its native handle for what only SQLite can do.
#pragma once

#include <sqlite3.h>

#include <memory>

#include "sql/internal/connection.h"

namespace bassin::sql {

struct CloseSqlite {
  void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
};
using SqliteHandle = std::unique_ptr<sqlite3, CloseSqlite>;

class SqliteConnection final : public Connection {
 public:
  SqliteConnection(SqliteHandle handle, std::string shown) : handle_(std::move(handle)), shown_(std::move(shown)) {}

  [[nodiscard]] Dialect dialect() const override { return Dialect::sqlite; }
  [[nodiscard]] base::Result<void> begin(Purpose purpose) override;
  [[nodiscard]] base::Result<void> commit() override;
  void rollback() override;
  [[nodiscard]] base::Result<Answered> query(std::string_view statement, std::span<Named const> values) override;
  [[nodiscard]] base::Result<void> script(std::string_view statements) override;

  [[nodiscard]] base::Result<void> each(std::string_view statement, EachRow const& fn) override;
  [[nodiscard]] base::Result<std::unique_ptr<RowWriter>> write_rows(std::string const& table, ColumnNames const& columns) override;

  [[nodiscard]] sqlite3* handle() const { return handle_.get(); }
  // The error that the handle tells of.
  [[nodiscard]] base::Error failure(std::string_view statement);
  [[nodiscard]] base::Error failure(int code, std::string_view statement);

 private:
  // Foreign keys are looked at again after a `load`.
  void end_load();

  SqliteHandle handle_;
  std::string shown_;
  bool loading_ = false;
};

struct FinalizeSqlite {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using SqliteStatement = std::unique_ptr<sqlite3_stmt, FinalizeSqlite>;

[[nodiscard]] int bind(sqlite3_stmt* statement, int place, Value const& value);
// The row on which the statement stands.
[[nodiscard]] std::vector<Value> cells_of(sqlite3_stmt* statement);

// The error of a result code. `message`: what SQLite says.
[[nodiscard]] base::Error sqlite_error(int code, std::string_view message, std::string const& store, std::string_view statement);

}  // namespace bassin::sql
