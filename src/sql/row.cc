#include "sql/row.h"

#include <algorithm>
#include <stdexcept>

namespace bassin::sql {
namespace {

[[noreturn]] void misuse(std::string_view column, std::string_view what) {
  throw std::logic_error("sql: column " + std::string(column) + " " + std::string(what));
}

template <class T>
T present(std::optional<T> value, std::string_view column) {
  if (!value) misuse(column, "is NULL");
  return std::move(*value);
}

}  // namespace

Value const& Row::cell(std::string_view column) const {
  auto const found = std::find(names_->begin(), names_->end(), column);
  if (found == names_->end()) misuse(column, "is not in the answer");
  return cells_.at(static_cast<std::size_t>(found - names_->begin()));
}

template <class T>
std::optional<T> Row::as(std::string_view column) const {
  auto const& value = cell(column);
  if (auto const* const found = std::get_if<T>(&value)) return *found;
  if (!std::holds_alternative<std::monostate>(value)) misuse(column, "has another type");
  return std::nullopt;
}

std::optional<std::string> Row::optional_text(std::string_view column) const { return as<std::string>(column); }
std::optional<std::int64_t> Row::optional_integer(std::string_view column) const { return as<std::int64_t>(column); }
std::optional<double> Row::optional_real(std::string_view column) const {
  if (auto const* const whole = std::get_if<std::int64_t>(&cell(column))) return static_cast<double>(*whole);
  return as<double>(column);
}
std::string Row::text(std::string_view column) const { return present(optional_text(column), column); }
std::int64_t Row::integer(std::string_view column) const { return present(optional_integer(column), column); }
double Row::real(std::string_view column) const { return present(optional_real(column), column); }
bool Row::flag(std::string_view column) const { return integer(column) != 0; }
bool Row::null(std::string_view column) const { return std::holds_alternative<std::monostate>(cell(column)); }

}  // namespace bassin::sql
