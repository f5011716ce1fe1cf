// What a store holds, table by table, the same on both databases.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "sql/copy.h"
#include "sql/internal/connection.h"

namespace bassin::sql {

// A table and its columns that are written, both in the order of their names. Without the records of this module, and without what
// the database derives by itself (generated columns, the tables of a full-text index).
struct TableShape {
  std::string name;
  ColumnNames columns;
  friend bool operator==(TableShape const&, TableShape const&) = default;
};

[[nodiscard]] base::Result<std::vector<TableShape>> shapes_of(Connection& connection);

[[nodiscard]] std::string select_all(TableShape const& table);

// Adds up the rows of a table, in whatever order they come.
class ContentSum {
 public:
  void add(std::vector<Value> const& cells);
  [[nodiscard]] TableContent result(std::string name) const { return {std::move(name), rows_, sum_}; }

 private:
  std::uint64_t rows_ = 0;
  std::uint64_t sum_ = 0;
  std::string row_;
};

// Reads every row.
[[nodiscard]] base::Result<std::vector<TableContent>> content_of(Connection& connection);

}  // namespace bassin::sql
