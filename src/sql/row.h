// One row of an answer, read by the names of its columns.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/value.h"

namespace bassin::sql {

using ColumnNames = std::vector<std::string>;

// A column that the statement does not name, NULL asked for as a plain value, or another type than the one asked for is our bug:
// std::logic_error. Give an expression a name (`count(*) as n`): databases differ on the name of one without.
class Row {
 public:
  Row(std::shared_ptr<ColumnNames const> names, std::vector<Value> cells) : names_(std::move(names)), cells_(std::move(cells)) {}

  [[nodiscard]] std::string text(std::string_view column) const;
  [[nodiscard]] std::optional<std::string> optional_text(std::string_view column) const;
  [[nodiscard]] std::int64_t integer(std::string_view column) const;
  [[nodiscard]] std::optional<std::int64_t> optional_integer(std::string_view column) const;
  // An integer will do: SQLite gives one for a whole number behind `returning`.
  [[nodiscard]] double real(std::string_view column) const;
  [[nodiscard]] std::optional<double> optional_real(std::string_view column) const;
  [[nodiscard]] bool flag(std::string_view column) const;  // an integer other than 0
  [[nodiscard]] bool null(std::string_view column) const;

  [[nodiscard]] ColumnNames const& names() const { return *names_; }
  [[nodiscard]] std::vector<Value> const& cells() const { return cells_; }

 private:
  [[nodiscard]] Value const& cell(std::string_view column) const;
  template <class T>
  [[nodiscard]] std::optional<T> as(std::string_view column) const;

  std::shared_ptr<ColumnNames const> names_;
  std::vector<Value> cells_;
};

}  // namespace bassin::sql
