#include <duckdb.h>

#include <map>

#include "peer.h"

namespace bassin::bench {

namespace {

class DuckDb final : public Peer {
 public:
  explicit DuckDb(std::string const& path) {
    char* problem = nullptr;
    duckdb_config config = nullptr;
    duckdb_create_config(&config);
    duckdb_set_config(config, "threads", "2");
    auto const opened = duckdb_open_ext(path.c_str(), &database_, config, &problem);
    duckdb_destroy_config(&config);
    if (opened != DuckDBSuccess) throw Failure(std::string("duckdb: ") + (problem != nullptr ? problem : path));
    if (duckdb_connect(database_, &connection_) != DuckDBSuccess) throw Failure("duckdb: no connection");
  }
  ~DuckDb() override {
    for (auto& [question, statement] : statements_) duckdb_destroy_prepare(&statement);
    duckdb_disconnect(&connection_);
    duckdb_close(&database_);
  }

  [[nodiscard]] std::string name() const override { return std::string("DuckDB ") + duckdb_library_version(); }

  void run(std::string const& script) override {
    duckdb_result result;
    auto const done = duckdb_query(connection_, script.c_str(), &result);
    std::string const problem = done == DuckDBSuccess ? "" : duckdb_result_error(&result);
    duckdb_destroy_result(&result);
    if (done != DuckDBSuccess) throw Failure("duckdb: " + problem);
  }

  void prepare(std::string const& question, std::string const& sql) override {
    duckdb_prepared_statement statement = nullptr;
    if (duckdb_prepare(connection_, sql.c_str(), &statement) != DuckDBSuccess) {
      throw Failure("duckdb: " + question + ": " + duckdb_prepare_error(statement));
    }
    statements_[question] = statement;
  }

  [[nodiscard]] Rows ask(std::string const& question, Row const& parameters) override {
    auto* const statement = statements_.at(question);
    duckdb_clear_bindings(statement);
    auto const wanted = duckdb_nparams(statement);
    for (idx_t i = 0; i < wanted && i < parameters.size(); ++i) duckdb_bind_varchar(statement, i + 1, parameters[i].c_str());
    duckdb_result result;
    if (duckdb_execute_prepared(statement, &result) != DuckDBSuccess) {
      throw Failure("duckdb: " + question + ": " + duckdb_result_error(&result));
    }
    auto rows = fetch(result);
    duckdb_destroy_result(&result);
    return rows;
  }

 private:
  static Rows fetch(duckdb_result& result) {
    Rows rows(duckdb_row_count(&result), Row(duckdb_column_count(&result)));
    for (idx_t column = 0; column < duckdb_column_count(&result); ++column) {
      for (idx_t row = 0; row < rows.size(); ++row) {
        if (duckdb_value_is_null(&result, column, row)) continue;
        char* const text = duckdb_value_varchar(&result, column, row);
        rows[row][column] = text != nullptr ? text : "";
        duckdb_free(text);
      }
    }
    return rows;
  }

  duckdb_database database_ = nullptr;
  duckdb_connection connection_ = nullptr;
  std::map<std::string, duckdb_prepared_statement> statements_;
};

}  // namespace

std::unique_ptr<Peer> open_duckdb(std::string const& path) { return std::make_unique<DuckDb>(path); }

}  // namespace bassin::bench
