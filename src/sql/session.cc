#include "sql/session.h"

#include <algorithm>

#include "sql/internal/connection.h"
#include "sql/internal/text.h"
#include "sql/statements.h"

namespace bassin::sql {
namespace {

using base::Error;
using base::Result;

thread_local std::uint64_t asked = 0;

Result<Answered> ask(Connection& connection, std::optional<Error>& failed, std::string_view statement, Session::Values values) {
  if (failed) return *failed;
  ++asked;
  bool const sound = std::all_of(values.begin(), values.end(), [](Named const& named) {
    auto const* const text = std::get_if<std::string>(&named.value);
    return text == nullptr || storable(*text);
  });
  auto answered = sound ? connection.query(statement, values) : Result<Answered>(Error("sql.bad_text"));
  if (!answered.ok()) failed = answered.error();
  return answered;
}

}  // namespace

std::uint64_t statements_asked() { return asked; }

Result<std::vector<Row>> Session::rows(std::string_view statement, Values values) {
  BASSIN_TRY(auto answered, ask(connection_, failed_, statement, values));
  return std::move(answered.rows);
}

Result<std::optional<Row>> Session::row(std::string_view statement, Values values) {
  BASSIN_TRY(auto answered, ask(connection_, failed_, statement, values));
  if (answered.rows.empty()) return std::optional<Row>();
  return std::optional<Row>(std::move(answered.rows.front()));
}

Result<std::uint64_t> Session::execute(std::string_view statement, Values values) {
  BASSIN_TRY(auto const answered, ask(connection_, failed_, statement, values));
  return answered.changed;
}

Result<void> Session::run(std::string_view statement, Values values) {
  BASSIN_DO(ask(connection_, failed_, statement, values));
  return {};
}

Dialect Session::dialect() const { return connection_.dialect(); }

}  // namespace bassin::sql
