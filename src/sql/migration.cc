#include "sql/migration.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>

#include "base/checksum.h"
#include "sql/internal/applied.h"
#include "sql/internal/parts.h"

namespace bassin::sql {
namespace {

using base::Error;
using base::Result;

constexpr std::string_view table = R"(create table if not exists schema_migration (
  number bigint primary key,
  name text not null,
  checksum text not null,
  applied_at text not null
))";

// The same on both databases, so that a store can be moved.
std::string checksum_of(Migration const& migration) {
  std::string all(migration.sqlite);
  all += '\0';
  all += migration.postgresql;
  return fmt::format("{:016x}", base::checksum(all));
}

using Applied = std::map<int, std::string>;  // checksums by number

Result<Applied> applied_in(Session& session) {
  auto const* const look = session.dialect() == Dialect::sqlite
                               ? "select count(*) as n from sqlite_schema where name = 'schema_migration'"
                               : "select count(*) as n from pg_class where relname = 'schema_migration' and pg_table_is_visible(oid)";
  BASSIN_TRY(auto const there, session.row(look));
  Applied applied;
  if (!there->flag("n")) return applied;
  BASSIN_TRY(auto const rows, session.rows("select number, checksum from schema_migration"));
  for (auto const& row : rows) applied.emplace(static_cast<int>(row.integer("number")), row.text("checksum"));
  return applied;
}

// What is left to do, and whether the rest is as this program knows it.
Result<std::vector<int>> missing(Applied applied, std::span<Migration const> migrations, std::string const& store) {
  std::vector<int> left;
  for (auto const& migration : migrations) {
    auto const found = applied.find(migration.number);
    if (found == applied.end()) {
      left.push_back(migration.number);
      continue;
    }
    if (found->second != checksum_of(migration)) {
      return Error("sql.changed_migration",
                   {{"store", store}, {"number", std::to_string(migration.number)}, {"name", std::string(migration.name)}});
    }
    applied.erase(found);
  }
  if (!applied.empty()) return Error("sql.newer_store", {{"store", store}, {"number", std::to_string(applied.rbegin()->first)}});
  return left;
}

Result<void> record(Session& session, Migration const& migration) {
  auto const statement =
      fmt::format("insert into schema_migration (number, name, checksum, applied_at) values (:number, :name, :checksum, {})",
                  now_text(session.dialect()));
  BASSIN_DO(session.execute(statement, {{"number", migration.number}, {"name", migration.name}, {"checksum", checksum_of(migration)}}));
  return {};
}

// The number that was run, or nothing where all have been.
Result<std::optional<int>> run_next(Store& store, std::span<Migration const> migrations) {
  std::optional<int> ran;
  auto const step = [&](Session& session, Connection& connection) -> Result<void> {
    ran.reset();
    BASSIN_DO(connection.script(table));
    BASSIN_TRY(auto applied, applied_in(session));
    BASSIN_TRY(auto const left, missing(std::move(applied), migrations, store.shown_url()));
    if (left.empty()) return {};
    auto const next = std::find_if(migrations.begin(), migrations.end(), [&left](auto const& m) { return m.number == left.front(); });
    bool const own = session.dialect() == Dialect::postgresql && !next->postgresql.empty();
    BASSIN_DO(connection.script(own ? next->postgresql : next->sqlite));
    BASSIN_DO(record(session, *next));
    ran = next->number;
    return {};
  };
  BASSIN_DO(Transactions::run(store.parts(), Purpose::schema, step));
  return ran;
}

void check_order(std::span<Migration const> migrations) {
  auto const out_of_order = [](auto const& a, auto const& b) { return a.number >= b.number; };
  auto const found = std::adjacent_find(migrations.begin(), migrations.end(), out_of_order);
  if (found != migrations.end()) throw std::logic_error(fmt::format("sql: a migration stands out of order behind {}", found->number));
}

}  // namespace

Result<std::vector<int>> applied_numbers(Session& session) {
  BASSIN_TRY(auto const applied, applied_in(session));
  std::vector<int> numbers;
  for (auto const& [number, checksum] : applied) numbers.push_back(number);
  return numbers;
}

Result<std::vector<int>> migrate(Store& store, std::span<Migration const> migrations) {
  check_order(migrations);
  std::vector<int> all;
  for (;;) {
    BASSIN_TRY(auto const ran, run_next(store, migrations));
    if (!ran) return all;
    all.push_back(*ran);
  }
}

Result<std::vector<int>> pending(Store& store, std::span<Migration const> migrations) {
  check_order(migrations);
  return store.read([&](Session& session) -> Result<std::vector<int>> {
    BASSIN_TRY(auto applied, applied_in(session));
    return missing(std::move(applied), migrations, store.shown_url());
  });
}

}  // namespace bassin::sql
