#include "sql/backup.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <stdexcept>

#include "base/checksum.h"
#include "base/file.h"
#include "sql/check.h"
#include "sql/internal/applied.h"
#include "sql/internal/pages.h"
#include "sql/internal/parts.h"

namespace bassin::sql {
namespace {

using base::Error;
using base::Result;

constexpr std::string_view format = "1";

std::string checksum_of(std::vector<TableContent> const& tables) {
  std::string all;
  for (auto const& table : tables) all += fmt::format("{} {} {:016x}\n", table.name, table.rows, table.checksum);
  return fmt::format("{:016x}", base::checksum(all));
}

// One connection, so that its journal can be switched off at the end.
Result<std::unique_ptr<Store>> open_file(std::string const& path, bool as_it_is) {
  Settings settings;
  settings.url = "sqlite:" + path;
  settings.connections = 1;
  settings.as_it_is = as_it_is;
  return Store::open(settings);
}

// Every page. A transaction of neither store is open meanwhile.
Result<void> copy_store(Store& from, Store& to) {
  auto const& settings = from.parts().pool.settings();
  BASSIN_TRY(auto const source, from.parts().pool.lend());
  BASSIN_TRY(auto const target, to.parts().pool.lend());
  std::unique_lock const line(to.parts().writer, settings.patience);
  if (!line.owns_lock()) return Error("sql.busy");
  return copy_pages(static_cast<SqliteConnection&>(*source), static_cast<SqliteConnection&>(*target), settings.patience);
}

Result<void> write_facts(Session& session, BackupFacts const& facts) {
  // Of the backup from which this store was restored, where that was cut off at its last step.
  BASSIN_DO(session.execute("drop table if exists backup_fact"));
  BASSIN_DO(session.execute("create table backup_fact (name text primary key, value text not null)"));
  std::pair<std::string_view, std::string> const rows[] = {{"format", std::string(format)},
                                                           {"made_at", facts.made_at},
                                                           {"program", facts.program},
                                                           {"level", facts.level},
                                                           {"checksum", checksum_of(facts.tables)}};
  for (auto const& [name, value] : rows) {
    BASSIN_DO(session.execute("insert into backup_fact (name, value) values (:name, :value)", {{"name", name}, {"value", value}}));
  }
  return {};
}

// Everything in the one file, none in a journal beside it.
Result<void> end_journal(Store& store) {
  BASSIN_TRY(auto const connection, store.parts().pool.lend());
  BASSIN_TRY(auto const mode, connection->query("pragma journal_mode = delete", {}));
  if (mode.rows.at(0).text("journal_mode") == "delete") return {};
  return Error("sql.failed", {{"store", store.shown_url()}, {"reason", "journal_mode"}});
}

Result<void> remove_parts(std::string const& path) {
  for (auto const* const ending : {"", "-wal", "-shm", "-journal", ".lock"}) BASSIN_DO(base::real_files().remove(path + ending));
  return {};
}

Result<std::string> level_of(Store& store) {
  BASSIN_TRY(auto const numbers, store.read(applied_numbers));
  return numbers.empty() ? std::string() : std::to_string(numbers.back());
}

Result<BackupFacts> write_file(Store& store, std::string const& path, std::span<Migration const> migrations, BackupFacts facts) {
  BASSIN_TRY(auto const file, open_file(path, false));
  if (store.dialect() == Dialect::sqlite) {
    BASSIN_DO(copy_store(store, *file));
  } else {
    BASSIN_DO(copy(store, *file, migrations, WhileCopying::others_may_write));
  }
  BASSIN_TRY(facts.tables, content(*file));
  BASSIN_TRY(facts.level, level_of(*file));
  BASSIN_DO(file->write([&facts](Session& session) { return write_facts(session, facts); }));
  BASSIN_DO(end_journal(*file));
  BASSIN_DO(check(*file));
  return facts;
}

using Facts = std::map<std::string, std::string>;

Result<Facts> read_facts(Session& session) {
  BASSIN_TRY(auto const there, session.row("select count(*) as n from sqlite_schema where name = 'backup_fact'"));
  Facts facts;
  if (!there->flag("n")) return facts;
  BASSIN_TRY(auto const rows, session.rows("select name, value from backup_fact"));
  for (auto const& row : rows) facts[row.text("name")] = row.text("value");
  return facts;
}

Result<BackupFacts> read_backup(Store& file, std::string const& path) {
  BASSIN_TRY(auto facts, file.read(read_facts));
  if (facts["format"] != format) return Error("sql.no_backup", {{"path", path}});
  BASSIN_DO(check(file));
  BASSIN_TRY(auto tables, content(file));
  if (checksum_of(tables) != facts["checksum"]) return Error("sql.backup_damaged", {{"path", path}});
  return BackupFacts{facts["made_at"], facts["program"], facts["level"], std::move(tables)};
}

bool has_rows(std::vector<TableContent> const& tables) {
  return std::any_of(tables.begin(), tables.end(), [](auto const& table) { return table.rows > 0; });
}

Result<void> replace_pages(Store& file, Store& store, BackupFacts const& facts) {
  BASSIN_DO(copy_store(file, store));
  BASSIN_DO(store.write([](Session& session) { return session.execute("drop table backup_fact"); }));
  BASSIN_TRY(auto const there, content(store));
  return there == facts.tables ? Result<void>() : Error("sql.failed", {{"store", store.shown_url()}, {"reason", "restore"}});
}

// Of whatever level.
Result<BackupFacts> back_up_as_it_is(Store& store, std::string const& path, std::span<Migration const> migrations,
                                     BackupFacts const& made_by) {
  auto const part = path + ".part";
  BASSIN_DO(remove_parts(part));
  auto facts = write_file(store, part, migrations, made_by);
  if (!facts.ok()) {
    // The error is worth more than a rest that the next backup removes.
    [[maybe_unused]] auto const removed = remove_parts(part);
    return facts;
  }
  auto& files = base::real_files();
  BASSIN_DO(files.rename(part, path));
  BASSIN_DO(files.sync_directory(base::parent_of(path)));
  BASSIN_DO(remove_parts(part));
  return facts;
}

}  // namespace

Result<BackupFacts> back_up(Store& store, std::string const& path, std::span<Migration const> migrations, BackupFacts const& made_by) {
  BASSIN_DO(pending(store, migrations));
  return back_up_as_it_is(store, path, migrations, made_by);
}

Result<BackupFacts> check_backup(std::string const& path) {
  auto& files = base::real_files();
  if (!files.exists(path)) return Error("file.missing", {{"path", path}});
  BASSIN_TRY(auto const mapped, files.map(path));
  if (!mapped->text().starts_with("SQLite format 3")) return Error("sql.no_backup", {{"path", path}});
  try {
    BASSIN_TRY(auto const file, open_file(path, true));
    auto facts = read_backup(*file, path);
    if (!facts.ok() && facts.error().code == "sql.damaged") return Error("sql.backup_damaged", {{"path", path}});
    return facts;
  } catch (std::logic_error const&) {  // names of tables or columns are damaged
    return Error("sql.backup_damaged", {{"path", path}});
  }
}

Result<Restored> restore(std::string const& path, Store& store, std::span<Migration const> migrations, std::string const& aside,
                         BackupFacts const& made_by) {
  Restored restored;
  BASSIN_TRY(restored.facts, check_backup(path));
  BASSIN_TRY(auto const file, open_file(path, true));
  if (store.dialect() == Dialect::postgresql) {
    BASSIN_DO(copy(*file, store, migrations, WhileCopying::others_may_write));
    return restored;
  }
  BASSIN_DO(pending(*file, migrations));
  BASSIN_TRY(auto const before, content(store));
  if (has_rows(before)) {
    if (aside.empty()) return Error("sql.not_empty", {{"store", store.shown_url()}});
    // A newer program's too: an upgrade is undone this way.
    BASSIN_DO(back_up_as_it_is(store, aside, migrations, made_by));
    restored.aside = aside;
  }
  BASSIN_DO(replace_pages(*file, store, restored.facts));
  BASSIN_DO(migrate(store, migrations));
  return restored;
}

}  // namespace bassin::sql
