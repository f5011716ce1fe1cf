#include "sql/internal/content.h"

#include <fmt/format.h>

#include <cstring>

#include "base/checksum.h"

namespace bassin::sql {
namespace {

using base::Result;

constexpr std::string_view sqlite_columns = R"(
select t.name as name, c.name as column_name
from pragma_table_list as t, pragma_table_xinfo(t.name) as c
where t.schema = 'main' and t.type = 'table' and t.name not like 'sqlite\_%' escape '\' and c.hidden = 0
  and t.name not in ('schema_migration', 'backup_fact')
order by t.name, c.name)";

constexpr std::string_view postgresql_columns = R"(
select t.relname::text as name, c.attname::text as column_name
from pg_class t join pg_attribute c on c.attrelid = t.oid
where t.relkind = 'r' and t.relpersistence = 'p' and pg_table_is_visible(t.oid) and t.relnamespace <> 'pg_catalog'::regnamespace
  and c.attnum > 0 and not c.attisdropped and c.attgenerated = '' and t.relname not in ('schema_migration', 'backup_fact')
order by t.relname::text collate "C", c.attname::text collate "C")";

void append_number(std::string& out, char kind, auto number) {
  char bytes[sizeof number];
  std::memcpy(bytes, &number, sizeof number);
  out += kind;
  out.append(bytes, sizeof number);
}

void append(std::string& out, Value const& value) {
  if (auto const* const whole = std::get_if<std::int64_t>(&value)) {
    append_number(out, 'i', *whole);
  } else if (auto const* const real = std::get_if<double>(&value)) {
    append_number(out, 'r', *real == 0 ? 0.0 : *real);  // SQLite keeps no sign of zero
  } else if (auto const* const text = std::get_if<std::string>(&value)) {
    append_number(out, 't', std::uint64_t{text->size()});
    out += *text;
  } else {
    out += 'n';
  }
}

}  // namespace

Result<std::vector<TableShape>> shapes_of(Connection& connection) {
  BASSIN_TRY(auto const answer, connection.query(connection.dialect() == Dialect::sqlite ? sqlite_columns : postgresql_columns, {}));
  std::vector<TableShape> tables;
  for (auto const& row : answer.rows) {
    auto name = row.text("name");
    if (tables.empty() || tables.back().name != name) tables.push_back({std::move(name), {}});
    tables.back().columns.push_back(row.text("column_name"));
  }
  return tables;
}

std::string select_all(TableShape const& table) { return fmt::format("select {} from {}", listed(table.columns), quoted(table.name)); }

void ContentSum::add(std::vector<Value> const& cells) {
  row_.clear();
  for (auto const& cell : cells) append(row_, cell);
  ++rows_;
  sum_ += base::checksum(row_);
}

Result<std::vector<TableContent>> content_of(Connection& connection) {
  BASSIN_TRY(auto const tables, shapes_of(connection));
  std::vector<TableContent> content;
  for (auto const& table : tables) {
    ContentSum sum;
    BASSIN_DO(connection.each(select_all(table), [&sum](std::vector<Value> const& cells) -> Result<void> {
      sum.add(cells);
      return {};
    }));
    content.push_back(sum.result(table.name));
  }
  return content;
}

}  // namespace bassin::sql
