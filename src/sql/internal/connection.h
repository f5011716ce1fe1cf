// One connection to a database, used by one thread at a time.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "sql/dialect.h"
#include "sql/internal/url.h"
#include "sql/row.h"
#include "sql/settings.h"

namespace bassin::sql {

struct Answered {
  std::vector<Row> rows;
  std::uint64_t changed = 0;
};

// What a transaction is for. `schema` reads what others committed while it waited for the lock that it begins with; so does `load`, in
// which SQLite does not look at foreign keys.
enum class Purpose : std::uint8_t { read, write, schema, load };

using EachRow = std::function<base::Result<void>(std::vector<Value> const& cells)>;

// Rows on their way into one table.
class RowWriter {
 public:
  virtual ~RowWriter() = default;
  // Error: "sql.cannot_copy" (table): a value that does not fit the column here.
  [[nodiscard]] virtual base::Result<void> add(std::vector<Value> const& cells) = 0;
  [[nodiscard]] virtual base::Result<void> finish() = 0;
};

class Connection {
 public:
  virtual ~Connection() = default;
  [[nodiscard]] virtual Dialect dialect() const = 0;
  [[nodiscard]] virtual base::Result<void> begin(Purpose purpose) = 0;
  [[nodiscard]] virtual base::Result<void> commit() = 0;
  virtual void rollback() = 0;
  [[nodiscard]] virtual base::Result<Answered> query(std::string_view statement, std::span<Named const> values) = 0;
  // Several statements without values.
  [[nodiscard]] virtual base::Result<void> script(std::string_view statements) = 0;
  // The rows of a `select` without values, one after the other: they need not fit into memory. Within a transaction.
  [[nodiscard]] virtual base::Result<void> each(std::string_view statement, EachRow const& fn) = 0;
  // The quickest way in. Names are quoted as they stand.
  [[nodiscard]] virtual base::Result<std::unique_ptr<RowWriter>> write_rows(std::string const& table, ColumnNames const& columns) = 0;

  // Of the last failure: another transaction was in the way, the same one may succeed later.
  [[nodiscard]] bool in_the_way() const { return in_the_way_; }
  // The connection does not work any more.
  [[nodiscard]] bool lost() const { return lost_; }

 protected:
  bool in_the_way_ = false;
  bool lost_ = false;
};

[[nodiscard]] base::Result<std::unique_ptr<Connection>> connect_sqlite(Address const& address, Settings const& settings);
[[nodiscard]] base::Result<std::unique_ptr<Connection>> connect_postgresql(Address const& address, Settings const& settings);
[[nodiscard]] base::Result<std::unique_ptr<Connection>> connect(Address const& address, Settings const& settings);

// A name as it stands in a statement, whatever it holds.
[[nodiscard]] std::string quoted(std::string_view name);
// Quoted names with commas between them.
[[nodiscard]] std::string listed(ColumnNames const& names);

}  // namespace bassin::sql
