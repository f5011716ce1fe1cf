#include <libpq-fe.h>

#include <map>

#include "peer.h"

namespace bassin::bench {

namespace {

using ResultPointer = std::unique_ptr<PGresult, void (*)(PGresult*)>;

class Postgres final : public Peer {
 public:
  explicit Postgres(std::string const& parameters) : connection_(PQconnectdb(parameters.c_str()), PQfinish) {
    if (PQstatus(connection_.get()) != CONNECTION_OK) fail("connect");
    version_ = ask_text("SELECT split_part(version(), ' ', 2) || ' + PostGIS ' || postgis_lib_version()");
  }

  [[nodiscard]] std::string name() const override { return "PostgreSQL " + version_; }

  void run(std::string const& script) override { check(PQexec(connection_.get(), script.c_str()), script.substr(0, 60)); }

  void prepare(std::string const& question, std::string const& sql) override {
    check(PQprepare(connection_.get(), question.c_str(), sql.c_str(), 0, nullptr), question);
    ResultPointer const described(PQdescribePrepared(connection_.get(), question.c_str()), PQclear);
    parameters_[question] = PQnparams(described.get());
  }

  [[nodiscard]] Rows ask(std::string const& question, Row const& parameters) override {
    std::vector<char const*> values;
    for (auto const& parameter : parameters) values.push_back(parameter.c_str());
    ResultPointer const result(
        PQexecPrepared(connection_.get(), question.c_str(), parameters_.at(question), values.data(), nullptr, nullptr, 0), PQclear);
    if (PQresultStatus(result.get()) != PGRES_TUPLES_OK && PQresultStatus(result.get()) != PGRES_COMMAND_OK) fail(question);
    return fetch(result.get());
  }

 private:
  static Rows fetch(PGresult const* result) {
    auto const columns = static_cast<std::size_t>(PQnfields(result));
    Rows rows(static_cast<std::size_t>(PQntuples(result)), Row(columns));
    for (std::size_t row = 0; row < rows.size(); ++row) {
      for (std::size_t column = 0; column < columns; ++column) {
        rows[row][column] = PQgetvalue(result, static_cast<int>(row), static_cast<int>(column));
      }
    }
    return rows;
  }

  std::string ask_text(char const* sql) {
    ResultPointer const result(PQexec(connection_.get(), sql), PQclear);
    if (PQresultStatus(result.get()) != PGRES_TUPLES_OK) fail(sql);
    return PQgetvalue(result.get(), 0, 0);
  }

  void check(PGresult* result, std::string const& what) {
    ResultPointer const held(result, PQclear);
    auto const status = PQresultStatus(held.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fail(what);
  }

  [[noreturn]] void fail(std::string const& what) const { throw Failure("postgres: " + what + ": " + PQerrorMessage(connection_.get())); }

  std::unique_ptr<PGconn, void (*)(PGconn*)> connection_;
  std::map<std::string, int> parameters_;
  std::string version_;
};

}  // namespace

std::unique_ptr<Peer> open_postgres(std::string const& connection) { return std::make_unique<Postgres>(connection); }

}  // namespace bassin::bench
