#include "sql/internal/sqlite.h"

#include <fmt/format.h>

#include <cmath>
#include <thread>

#include "base/file.h"
#include "sql/internal/sqlite_bytes.h"
#include "sql/internal/statement.h"
#include "sql/internal/text.h"

namespace bassin::sql {
namespace {

using base::Error;
using base::Result;

// "UNIQUE constraint failed: agent.email" -> agent. What stands behind the colon of other texts is no table.
std::string table_of(std::string_view message) {
  auto const colon = message.find(": ");
  if (colon == std::string_view::npos) return "";
  auto const name = message.substr(colon + 2);
  return std::string(name.substr(0, name.find('.')));
}

// An empty file of its owner's, made under a lock: it must never empty one that another process has just made.
Result<void> make_file(std::string const& path, std::chrono::milliseconds patience) {
  auto& files = base::real_files();
  auto const deadline = std::chrono::steady_clock::now() + patience;
  while (!files.exists(path)) {
    BASSIN_DO(files.make_directories(base::parent_of(path)));
    auto const lock = files.lock(path + ".lock");
    if (lock.ok()) {
      if (files.exists(path)) break;
      BASSIN_TRY(auto const file, files.create_private(path));
      return file->close();
    }
    if (lock.error().code != "file.locked" || std::chrono::steady_clock::now() > deadline) return lock.error();
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return {};
}

// Personal data that is deleted is overwritten; `like` tells capitals apart as it does on PostgreSQL.
constexpr std::string_view set_up = R"(
pragma journal_mode = wal;
pragma synchronous = full;
pragma foreign_keys = on;
pragma secure_delete = on;
pragma case_sensitive_like = on;
)";
constexpr std::string_view set_up_as_it_is = "pragma trusted_schema = off; pragma case_sensitive_like = on";

Value value_at(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_NULL: return {};
    case SQLITE_INTEGER: return std::int64_t{sqlite3_column_int64(statement, column)};
    case SQLITE_FLOAT: return sqlite3_column_double(statement, column);
    case SQLITE_BLOB:
      return shown_bytes(static_cast<char const*>(sqlite3_column_blob(statement, column)),
                         static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
    default: {
      auto const* const text = reinterpret_cast<char const*>(sqlite3_column_text(statement, column));
      return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
    }
  }
}

std::shared_ptr<ColumnNames const> names_of(sqlite3_stmt* statement) {
  auto names = std::make_shared<ColumnNames>();
  for (int i = 0; i < sqlite3_column_count(statement); ++i) names->emplace_back(sqlite3_column_name(statement, i));
  return names;
}

std::vector<std::string> places_of(sqlite3_stmt* statement, std::string_view text) {
  std::vector<std::string> names;
  for (int i = 1; i <= sqlite3_bind_parameter_count(statement); ++i) {
    auto const* const name = sqlite3_bind_parameter_name(statement, i);
    if (name == nullptr || name[0] != ':') wrong_statement(text, "a place without :name");
    names.emplace_back(name + 1);
  }
  return names;
}

}  // namespace

int bind(sqlite3_stmt* statement, int place, Value const& value) {
  if (auto const* const whole = std::get_if<std::int64_t>(&value)) return sqlite3_bind_int64(statement, place, *whole);
  if (auto const* const real = std::get_if<double>(&value)) return sqlite3_bind_double(statement, place, *real);
  if (auto const* const text = std::get_if<std::string>(&value)) {
    return sqlite3_bind_text64(statement, place, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
  }
  return sqlite3_bind_null(statement, place);
}

std::vector<Value> cells_of(sqlite3_stmt* statement) {
  int const count = sqlite3_column_count(statement);
  std::vector<Value> cells;
  cells.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) cells.push_back(value_at(statement, i));
  return cells;
}

Error sqlite_error(int code, std::string_view message, std::string const& store, std::string_view statement) {
  auto const reason = fmt::format("SQLite {}", code);
  switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID: return Error("sql.conflict", {{"table", table_of(message)}});
    case SQLITE_CONSTRAINT_FOREIGNKEY: return Error("sql.no_parent");
    case SQLITE_IOERR_NOMEM: throw std::bad_alloc();
    default: break;
  }
  switch (code & 0xFF) {
    case SQLITE_CONSTRAINT: return Error("sql.check");
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return Error("sql.busy");
    case SQLITE_FULL: return Error("sql.full", {{"store", store}});
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return Error("sql.damaged", {{"store", store}, {"reason", reason}});
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH: return Error("sql.unavailable", {{"store", store}, {"reason", reason}});
    case SQLITE_NOMEM: throw std::bad_alloc();
    case SQLITE_ERROR:
    case SQLITE_MISUSE:
    case SQLITE_RANGE:
    case SQLITE_MISMATCH: wrong_statement(statement, message);
    case SQLITE_READONLY:
      // "attempt to write": our bug in a transaction that only reads; the other codes are those of a file without rights.
      if (code == SQLITE_READONLY && !statement.empty()) wrong_statement(statement, message);
      [[fallthrough]];
    default: return Error("sql.failed", {{"store", store}, {"reason", reason}});
  }
}

Error SqliteConnection::failure(std::string_view statement) { return failure(sqlite3_extended_errcode(handle_.get()), statement); }

Error SqliteConnection::failure(int code, std::string_view statement) {
  in_the_way_ = (code & 0xFF) == SQLITE_BUSY || (code & 0xFF) == SQLITE_LOCKED;
  return sqlite_error(code, sqlite3_errmsg(handle_.get()), shown_, statement);
}

Result<void> SqliteConnection::script(std::string_view statements) {
  if (sqlite3_exec(handle_.get(), std::string(statements).c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) return failure(statements);
  return {};
}

Result<void> SqliteConnection::begin(Purpose purpose) {
  in_the_way_ = false;
  if (purpose == Purpose::read) return script("pragma query_only = on; begin");
  if (purpose == Purpose::load) {
    loading_ = true;
    BASSIN_DO(script("pragma foreign_keys = off"));
  }
  return script("pragma query_only = off; begin immediate");
}

Result<void> SqliteConnection::commit() {
  BASSIN_DO(script("commit"));
  end_load();
  return {};
}

void SqliteConnection::rollback() {
  // A full disk and some other failures have undone the transaction already.
  bool const open = sqlite3_get_autocommit(handle_.get()) == 0;
  if (open && sqlite3_exec(handle_.get(), "rollback", nullptr, nullptr, nullptr) != SQLITE_OK) lost_ = true;
  end_load();
}

void SqliteConnection::end_load() {
  if (loading_ && !script("pragma foreign_keys = on").ok()) lost_ = true;
  loading_ = false;
}

Result<Answered> SqliteConnection::query(std::string_view statement, std::span<Named const> values) {
  sqlite3_stmt* raw = nullptr;
  char const* rest = nullptr;
  int const done = sqlite3_prepare_v2(handle_.get(), statement.data(), static_cast<int>(statement.size()), &raw, &rest);
  SqliteStatement const prepared(raw);
  if (done != SQLITE_OK) return failure(statement);
  if (raw == nullptr || rest != statement.data() + statement.size()) wrong_statement(statement, "not one statement");
  auto const ordered = in_order(places_of(raw, statement), values, statement);
  for (std::size_t i = 0; i < ordered.size(); ++i) {
    if (bind(raw, static_cast<int>(i) + 1, *ordered[i]) != SQLITE_OK) return failure(statement);
  }
  Answered answer;
  auto const names = names_of(raw);
  auto const before = sqlite3_total_changes64(handle_.get());
  int step = SQLITE_ROW;
  while ((step = sqlite3_step(raw)) == SQLITE_ROW) answer.rows.emplace_back(names, cells_of(raw));
  if (step != SQLITE_DONE) return failure(statement);
  // What a statement that changes nothing would tell is the count of the one before.
  bool const changed = sqlite3_total_changes64(handle_.get()) != before;
  if (changed) answer.changed = static_cast<std::uint64_t>(sqlite3_changes64(handle_.get()));
  return answer;
}

Result<std::unique_ptr<Connection>> connect_sqlite(Address const& address, Settings const& settings) {
  bool const in_memory = address.target == ":memory:";  // gone with its one connection
  if (!settings.as_it_is && !in_memory) BASSIN_DO(make_file(address.target, settings.patience));
  sqlite3* raw = nullptr;
  int const flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | (settings.as_it_is ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
  int const done = sqlite3_open_v2(address.target.c_str(), &raw, flags, nullptr);
  SqliteHandle handle(raw);
  if (done != SQLITE_OK) return sqlite_error(done, sqlite3_errstr(done), address.shown, "");
  sqlite3_busy_timeout(raw, static_cast<int>(settings.patience.count()));
  if (int const added = add_bytes_functions(raw); added != SQLITE_OK) return sqlite_error(added, sqlite3_errmsg(raw), address.shown, "");
  auto connection = std::make_unique<SqliteConnection>(std::move(handle), address.shown);
  // Two programs that open a new file at once meet while the journal is switched, where SQLite does not wait.
  auto const deadline = std::chrono::steady_clock::now() + settings.patience;
  for (;;) {
    auto const ready = connection->script(settings.as_it_is ? set_up_as_it_is : set_up);
    if (ready.ok()) return std::unique_ptr<Connection>(std::move(connection));
    if (!connection->in_the_way() || std::chrono::steady_clock::now() > deadline) return ready.error();
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

}  // namespace bassin::sql
