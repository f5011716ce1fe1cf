// One transaction on one connection.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "sql/dialect.h"
#include "sql/row.h"
#include "sql/value.h"

namespace bassin::sql {

class Connection;

// Statements are constant text; what a user gave stands in values only, each ":name" of the statement having one and each value its
// place. After an error every further statement answers that same error and nothing of the transaction is kept: where an error is
// expected, write `on conflict do nothing` and look at the count.
//
// Errors: "sql.conflict" (table): a unique key is there already; "sql.no_parent" (): a row refers to one that is not there, or
// is still referred to; "sql.check" (): a value that the table does not take; "sql.bad_text" (): a value with a zero byte, or not
// UTF-8; "sql.busy" (): others hold it for too long; "sql.unavailable" (store, reason), "sql.full" (store), "sql.failed" (store,
// reason), "sql.damaged" (store). A statement that the database does not understand is our bug: std::logic_error with the statement,
// never with a value.
class Session {
 public:
  using Values = std::span<Named const>;
  using List = std::initializer_list<Named>;

  [[nodiscard]] base::Result<std::vector<Row>> rows(std::string_view statement, Values values);
  // The first row.
  [[nodiscard]] base::Result<std::optional<Row>> row(std::string_view statement, Values values);
  // Rows inserted, changed or deleted.
  [[nodiscard]] base::Result<std::uint64_t> execute(std::string_view statement, Values values);
  // For its effect alone.
  [[nodiscard]] base::Result<void> run(std::string_view statement, Values values);

  [[nodiscard]] base::Result<std::vector<Row>> rows(std::string_view statement, List values = {}) { return rows(statement, all(values)); }
  [[nodiscard]] base::Result<std::optional<Row>> row(std::string_view statement, List values = {}) { return row(statement, all(values)); }
  [[nodiscard]] base::Result<std::uint64_t> execute(std::string_view statement, List values = {}) {
    return execute(statement, all(values));
  }
  [[nodiscard]] base::Result<void> run(std::string_view statement, List values = {}) { return run(statement, all(values)); }

  [[nodiscard]] Dialect dialect() const;

 private:
  friend class Transactions;
  explicit Session(Connection& connection) : connection_(connection) {}
  static Values all(List list) { return {list.begin(), list.size()}; }

  Connection& connection_;
  std::optional<base::Error> failed_;  // the first error
};

}  // namespace bassin::sql
