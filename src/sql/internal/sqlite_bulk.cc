// Rows in great number, one prepared statement for all.
#include <fmt/format.h>

#include <algorithm>

#include "sql/internal/sqlite.h"
#include "sql/internal/statement.h"

namespace bassin::sql {
namespace {

using base::Error;
using base::Result;

class InsertWriter final : public RowWriter {
 public:
  InsertWriter(SqliteConnection& connection, SqliteStatement insert, std::string table)
      : connection_(connection), insert_(std::move(insert)), table_(std::move(table)) {}

  Result<void> add(std::vector<Value> const& cells) override {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (bind(insert_.get(), static_cast<int>(i) + 1, cells[i]) != SQLITE_OK) return connection_.failure("insert");
    }
    int const done = sqlite3_step(insert_.get());
    sqlite3_reset(insert_.get());
    if (done == SQLITE_DONE) return {};
    bool const misfit = (done & 0xFF) == SQLITE_CONSTRAINT || (done & 0xFF) == SQLITE_MISMATCH;
    return misfit ? Error("sql.cannot_copy", {{"table", table_}}) : connection_.failure("insert");
  }

  Result<void> finish() override { return {}; }

 private:
  SqliteConnection& connection_;
  SqliteStatement insert_;
  std::string table_;
};

Result<SqliteStatement> prepare(SqliteConnection& connection, std::string const& statement) {
  sqlite3_stmt* raw = nullptr;
  int const done = sqlite3_prepare_v2(connection.handle(), statement.c_str(), -1, &raw, nullptr);
  SqliteStatement prepared(raw);
  if (done != SQLITE_OK) return connection.failure(statement);
  return prepared;
}

}  // namespace

Result<void> SqliteConnection::each(std::string_view statement, EachRow const& fn) {
  BASSIN_TRY(auto const prepared, prepare(*this, std::string(statement)));
  for (;;) {
    int const step = sqlite3_step(prepared.get());
    if (step == SQLITE_DONE) return {};
    if (step != SQLITE_ROW) return failure(statement);
    BASSIN_DO(fn(cells_of(prepared.get())));
  }
}

Result<std::unique_ptr<RowWriter>> SqliteConnection::write_rows(std::string const& table, ColumnNames const& columns) {
  constexpr std::string_view columns_of_bytes = "select name from pragma_table_info(:table) where lower(type) = 'blob'";
  BASSIN_TRY(auto const bytes, query(columns_of_bytes, std::vector<Named>{{"table", table}}));
  std::string places;
  for (auto const& column : columns) {
    bool const is_bytes =
        std::any_of(bytes.rows.begin(), bytes.rows.end(), [&column](Row const& row) { return row.text("name") == column; });
    places += fmt::format("{}{}", places.empty() ? "" : ", ", is_bytes ? "decode(substr(?, 3), 'hex')" : "?");
  }
  BASSIN_TRY(auto insert, prepare(*this, fmt::format("insert into {} ({}) values ({})", quoted(table), listed(columns), places)));
  return std::unique_ptr<RowWriter>(std::make_unique<InsertWriter>(*this, std::move(insert), table));
}

}  // namespace bassin::sql
