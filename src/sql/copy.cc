#include "sql/copy.h"

#include <fmt/format.h>

#include <algorithm>

#include "sql/internal/applied.h"
#include "sql/internal/content.h"
#include "sql/internal/parts.h"
#include "sql/internal/text.h"

namespace bassin::sql {
namespace {

using base::Error;
using base::Result;

// What a table refers to may come after it.
Result<void> release_references(Connection& to) {
  if (to.dialect() == Dialect::sqlite) return {};  // Purpose::load
  BASSIN_TRY(auto const found,
             to.query("select format('alter table %I alter constraint %I', r.relname, c.conname) as text, c.condeferrable as movable "
                      "from pg_constraint c join pg_class r on r.oid = c.conrelid where c.contype = 'f' and pg_table_is_visible(r.oid)",
                      {}));
  std::string all;
  for (auto const& row : found.rows) {
    if (!row.flag("movable")) all += row.text("text") + " deferrable initially deferred;";
  }
  BASSIN_DO(to.script(all + "create temporary table released on commit drop as select ''::text as text limit 0"));
  for (auto const& row : found.rows) {
    if (row.flag("movable")) continue;
    Named const text[] = {{"text", row.text("text") + " not deferrable"}};
    BASSIN_DO(to.query("insert into released values (:text)", text));
  }
  return {};
}

Result<void> check_references(Connection& to) {
  if (to.dialect() == Dialect::sqlite) {
    BASSIN_TRY(auto const broken, to.query("select \"table\" as name from pragma_foreign_key_check limit 1", {}));
    if (broken.rows.empty()) return {};
    return Error("sql.cannot_copy", {{"table", broken.rows.front().text("name")}});
  }
  BASSIN_DO(to.script("set constraints all immediate"));
  BASSIN_TRY(auto const released, to.query("select text from released", {}));
  for (auto const& row : released.rows) BASSIN_DO(to.script(row.text("text")));
  return {};
}

// What the migrations of a new store put there.
Result<void> clear(Connection& to, std::vector<TableShape> const& tables) {
  if (tables.empty()) return {};
  if (to.dialect() == Dialect::sqlite) {
    for (auto const& table : tables) BASSIN_DO(to.script("delete from " + quoted(table.name)));
    return {};
  }
  ColumnNames names;
  for (auto const& table : tables) names.push_back(table.name);
  return to.script("truncate " + listed(names));
}

// Columns that count by themselves go on behind the greatest number that came. SQLite does so itself.
Result<void> move_counters(Connection& to) {
  if (to.dialect() == Dialect::sqlite) return {};
  BASSIN_TRY(auto const counters,
             to.query("select format('select setval(%L, max(%I)) from %I having max(%I) is not null', "
                      "pg_get_serial_sequence(quote_ident(t.relname), c.attname), c.attname, t.relname, c.attname) as text "
                      "from pg_class t join pg_attribute c on c.attrelid = t.oid where t.relkind = 'r' and pg_table_is_visible(t.oid) "
                      "and c.attnum > 0 and not c.attisdropped and t.relnamespace <> 'pg_catalog'::regnamespace "
                      "and pg_get_serial_sequence(quote_ident(t.relname), c.attname) is not null",
                      {}));
  for (auto const& row : counters.rows) BASSIN_DO(to.script(row.text("text")));
  return {};
}

Result<TableContent> carry(Connection& from, Connection& to, TableShape const& table) {
  BASSIN_TRY(auto const writer, to.write_rows(table.name, table.columns));
  ContentSum sum;
  BASSIN_DO(from.each(select_all(table), [&](std::vector<Value> const& cells) -> Result<void> {
    for (auto const& cell : cells) {
      auto const* const text = std::get_if<std::string>(&cell);
      if (text != nullptr && !storable(*text)) return Error("sql.cannot_copy", {{"table", table.name}});
    }
    sum.add(cells);
    return writer->add(cells);
  }));
  BASSIN_DO(writer->finish());
  return sum.result(table.name);
}

Result<void> compare(std::vector<TableContent> const& carried, std::vector<TableContent> const& there) {
  for (std::size_t i = 0; i < carried.size(); ++i) {
    if (i >= there.size() || carried[i] != there[i]) return Error("sql.copy_differs", {{"table", carried[i].name}});
  }
  return {};
}

Result<std::vector<TableContent>> carry_all(Connection& from, Connection& to) {
  BASSIN_TRY(auto const tables, shapes_of(from));
  BASSIN_TRY(auto const places, shapes_of(to));
  auto const odd = std::mismatch(tables.begin(), tables.end(), places.begin(), places.end());
  if (odd.first != tables.end()) return Error("sql.cannot_copy", {{"table", odd.first->name}});
  if (odd.second != places.end()) return Error("sql.cannot_copy", {{"table", odd.second->name}});
  BASSIN_DO(release_references(to));
  BASSIN_DO(clear(to, places));
  std::vector<TableContent> carried;
  for (auto const& table : tables) {
    BASSIN_TRY(carried.emplace_back(), carry(from, to, table));
  }
  BASSIN_DO(check_references(to));
  BASSIN_DO(move_counters(to));
  BASSIN_TRY(auto const there, content_of(to));
  BASSIN_DO(compare(carried, there));
  return carried;
}

// The migrations that the store has had.
Result<std::vector<Migration>> had(Store& store, std::span<Migration const> migrations) {
  BASSIN_TRY(auto const left, pending(store, migrations));
  std::vector<Migration> done;
  for (auto const& migration : migrations) {
    if (std::find(left.begin(), left.end(), migration.number) == left.end()) done.push_back(migration);
  }
  return done;
}

// What a new store of this level holds.
Result<std::vector<TableContent>> content_of_new(std::span<Migration const> migrations) {
  Settings settings;
  settings.url = "sqlite::memory:";
  settings.connections = 1;
  BASSIN_TRY(auto const store, Store::open(settings));
  BASSIN_DO(migrate(*store, migrations));
  return content(*store);
}

// Brings `to` to these migrations: a new store, or one that a copy which was cut off left at a lower level. Returns what it holds then:
// nothing, or what they put there.
Result<std::vector<TableContent>> make_ready(Store& to, std::span<Migration const> migrations) {
  BASSIN_TRY(auto const applied, to.read(applied_numbers));
  BASSIN_TRY(auto const before, content(to));
  auto const begun = migrations.first(std::min(applied.size(), migrations.size()));
  bool const same_way = std::equal(applied.begin(), applied.end(), begun.begin(), begun.end(),
                                   [](int number, Migration const& migration) { return number == migration.number; });
  bool const empty = std::all_of(before.begin(), before.end(), [](auto const& table) { return table.rows == 0; });
  if (!empty) {
    BASSIN_TRY(auto const fresh, content_of_new(begun));
    if (!same_way || fresh != before) return Error("sql.not_empty", {{"store", to.shown_url()}});
  }
  if (!same_way) return Error("sql.other_level", {{"store", to.shown_url()}});
  if (begun.size() == migrations.size()) return before;
  BASSIN_DO(migrate(to, migrations));
  return content(to);
}

}  // namespace

Result<std::vector<TableContent>> content(Store& store) {
  std::vector<TableContent> found;
  BASSIN_DO(Transactions::run(store.parts(), Purpose::read, [&found](Session&, Connection& connection) -> Result<void> {
    BASSIN_TRY(found, content_of(connection));
    return {};
  }));
  return found;
}

Result<std::vector<TableContent>> copy(Store& from, Store& to, std::span<Migration const> migrations, WhileCopying promise) {
  BASSIN_TRY(auto const level, had(from, migrations));
  BASSIN_TRY(auto const ready, make_ready(to, level));
  std::vector<TableContent> carried;
  auto const into = [&](Session&, Connection& target) -> Result<void> {
    BASSIN_TRY(auto const there, content_of(target));
    if (there != ready) return Error("sql.not_empty", {{"store", to.shown_url()}});
    auto const out_of = [&](Session&, Connection& source) -> Result<void> {
      BASSIN_TRY(carried, carry_all(source, target));
      return {};
    };
    BASSIN_DO(Transactions::run(from.parts(), Purpose::read, out_of));
    if (promise == WhileCopying::others_may_write) return {};
    BASSIN_TRY(auto const after, content(from));
    return after == carried ? Result<void>() : Error("sql.changed_meanwhile", {{"store", from.shown_url()}});
  };
  BASSIN_DO(Transactions::run(to.parts(), Purpose::load, into));
  BASSIN_DO(migrate(to, migrations));
  return carried;
}

}  // namespace bassin::sql
