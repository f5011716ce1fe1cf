#include <sqlite3.h>

#include <map>

#include "geo/point.h"
#include "peer.h"
#include "zones.h"

namespace bassin::bench {

namespace {

void in_zone(sqlite3_context* context, int, sqlite3_value** values) {
  auto const* const name = reinterpret_cast<char const*>(sqlite3_value_text(values[0]));
  auto const point = geo::Point::from_degrees(sqlite3_value_double(values[1]), sqlite3_value_double(values[2]));
  sqlite3_result_int(context, point && zone_named(name).contains(*point) ? 1 : 0);
}

class Sqlite final : public Peer {
 public:
  explicit Sqlite(std::string const& path) {
    if (sqlite3_open_v2(path.c_str(), &database_, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK) fail("open");
    run("PRAGMA mmap_size = 20000000000; PRAGMA cache_size = -2000000; PRAGMA temp_store = MEMORY;");
    sqlite3_create_function(database_, "in_zone", 3, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr, in_zone, nullptr, nullptr);
  }
  ~Sqlite() override {
    for (auto& [question, statement] : statements_) sqlite3_finalize(statement);
    sqlite3_close(database_);
  }

  [[nodiscard]] std::string name() const override { return std::string("SQLite ") + sqlite3_libversion(); }

  void run(std::string const& script) override {
    if (sqlite3_exec(database_, script.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail(script.substr(0, 60));
  }

  void prepare(std::string const& question, std::string const& sql) override {
    // "$1" would be a name to SQLite: "?1" is its first parameter.
    std::string own = sql;
    for (auto& c : own) {
      if (c == '$') c = '?';
    }
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database_, own.c_str(), -1, &statement, nullptr) != SQLITE_OK) fail(question);
    statements_[question] = statement;
  }

  [[nodiscard]] Rows ask(std::string const& question, Row const& parameters) override {
    auto* const statement = statements_.at(question);
    auto const wanted = static_cast<std::size_t>(sqlite3_bind_parameter_count(statement));
    for (std::size_t i = 0; i < wanted && i < parameters.size(); ++i) bind(statement, static_cast<int>(i + 1), parameters[i]);
    auto rows = fetch(statement);
    sqlite3_reset(statement);
    return rows;
  }

 private:
  // A number is bound as one: a text never equals an integer in SQLite. Codes such as "01" stay texts.
  static void bind(sqlite3_stmt* statement, int index, std::string const& value) {
    bool const number = value.find_first_not_of("-.0123456789") == std::string::npos && !value.empty();
    bool const code = value.size() > 1 && value[0] == '0' && value[1] != '.';
    if (number && !code && index > 1) {
      sqlite3_bind_double(statement, index, std::stod(value));
    } else {
      sqlite3_bind_text(statement, index, value.c_str(), -1, SQLITE_STATIC);
    }
  }

  Rows fetch(sqlite3_stmt* statement) {
    Rows rows;
    int step = SQLITE_ROW;
    while ((step = sqlite3_step(statement)) == SQLITE_ROW) {
      Row row;
      for (int column = 0; column < sqlite3_column_count(statement); ++column) {
        auto const* const text = reinterpret_cast<char const*>(sqlite3_column_text(statement, column));
        row.emplace_back(text != nullptr ? text : "");
      }
      rows.push_back(std::move(row));
    }
    if (step != SQLITE_DONE) fail("step");
    return rows;
  }

  [[noreturn]] void fail(std::string const& what) const { throw Failure("sqlite: " + what + ": " + sqlite3_errmsg(database_)); }

  sqlite3* database_ = nullptr;
  std::map<std::string, sqlite3_stmt*> statements_;
};

}  // namespace

std::unique_ptr<Peer> open_sqlite(std::string const& path) { return std::make_unique<Sqlite>(path); }

}  // namespace bassin::bench
