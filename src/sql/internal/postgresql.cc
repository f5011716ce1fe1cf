#include "sql/internal/postgresql.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "sql/internal/statement.h"

namespace bassin::sql {
namespace {

using base::Error;
using base::Result;

// Types of values and columns, as the catalogue of PostgreSQL numbers them.
enum TypeId : Oid {
  boolean = 16,
  int8 = 20,
  int2 = 21,
  int4 = 23,
  text = 25,
  float4 = 700,
  float8 = 701,
  numeric = 1700,
};

std::string first_line(char const* message) {
  std::string_view const all(message == nullptr ? "" : message);
  return std::string(all.substr(0, all.find('\n')));
}

std::string field(PGresult const* answer, int which) {
  auto const* const value = answer == nullptr ? nullptr : PQresultErrorField(answer, which);
  return value == nullptr ? "" : value;
}

// Values as PostgreSQL takes them: texts, with the types that it must not guess.
class Sent {
 public:
  explicit Sent(std::vector<Value const*> const& values) {
    texts_.reserve(values.size());
    for (auto const* const value : values) add(*value);
    for (std::size_t i = 0; i < values.size(); ++i) {
      bool const null = std::holds_alternative<std::monostate>(*values[i]);
      pointers_.push_back(null ? nullptr : texts_[i].c_str());
    }
  }

  [[nodiscard]] int count() const { return static_cast<int>(types_.size()); }
  [[nodiscard]] Oid const* types() const { return types_.data(); }
  [[nodiscard]] char const* const* values() const { return pointers_.data(); }

 private:
  void add(Value const& value) {
    if (auto const* const whole = std::get_if<std::int64_t>(&value)) {
      types_.push_back(int8);
      texts_.push_back(std::to_string(*whole));
    } else if (auto const* const real = std::get_if<double>(&value)) {
      types_.push_back(float8);
      texts_.push_back(fmt::format("{}", *real));  // the shortest text that reads as the same number
    } else if (auto const* const words = std::get_if<std::string>(&value)) {
      types_.push_back(text);
      texts_.push_back(*words);
    } else {
      types_.push_back(0);  // NULL fits any type
      texts_.emplace_back();
    }
  }

  std::vector<Oid> types_;
  std::vector<std::string> texts_;
  std::vector<char const*> pointers_;
};

template <class Number>
Number number_of(std::string_view text) {
  Number number{};
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// Sums and means of integers are `numeric` here: whole ones are integers, as they are on SQLite.
Value value_of(Oid type, std::string_view text) {
  switch (type) {
    case boolean: return std::int64_t{text == "t"};
    case int2:
    case int4:
    case int8: return number_of<std::int64_t>(text);
    case float4:
    case float8: return number_of<double>(text);
    case numeric:
      if (text.find('.') == std::string_view::npos) return number_of<std::int64_t>(text);
      return number_of<double>(text);
    default: return std::string(text);
  }
}

Answered answer_of(PGresult const* result) {
  Answered answer;
  answer.changed = number_of<std::uint64_t>(PQcmdTuples(const_cast<PGresult*>(result)));
  if (PQresultStatus(result) != PGRES_TUPLES_OK) return answer;
  auto names = std::make_shared<ColumnNames>();
  int const columns = PQnfields(result);
  for (int i = 0; i < columns; ++i) names->emplace_back(PQfname(result, i));
  answer.rows.reserve(static_cast<std::size_t>(PQntuples(result)));
  for (int row = 0; row < PQntuples(result); ++row) {
    std::vector<Value> cells;
    cells.reserve(static_cast<std::size_t>(columns));
    for (int i = 0; i < columns; ++i) {
      std::string_view const cell(PQgetvalue(result, row, i), static_cast<std::size_t>(PQgetlength(result, row, i)));
      cells.push_back(PQgetisnull(result, row, i) != 0 ? Value() : value_of(PQftype(result, i), cell));
    }
    answer.rows.emplace_back(names, std::move(cells));
  }
  // What a `select` gives is no change.
  if (std::string_view(PQcmdStatus(const_cast<PGresult*>(result))).starts_with("SELECT")) answer.changed = 0;
  return answer;
}

bool is_sound(PGresult const* result) {
  auto const status = PQresultStatus(result);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
}

void say_nothing(void* /*unused*/, PGresult const* /*notice*/) {}

// Same order of texts and same characters as on SQLite.
Result<void> check_locale(Connection& connection, std::string const& shown) {
  BASSIN_TRY(auto const answer,
             connection.query("select datcollate as collation, pg_encoding_to_char(encoding) as encoding, datlocprovider::text as provider "
                              "from pg_database where datname = current_database()",
                              {}));
  auto const& row = answer.rows.at(0);
  auto const collation = row.text("collation");
  bool const by_bytes = collation == "C" || collation == "POSIX" || collation == "C.UTF-8" || collation == "C.utf8";
  if (!by_bytes || row.text("provider") != "c" || row.text("encoding") != "UTF8") return Error("sql.locale", {{"store", shown}});
  return {};
}

}  // namespace

Error PostgresqlConnection::failure(PGresult const* answer, std::string_view statement) {
  auto const state = field(answer, PG_DIAG_SQLSTATE);
  auto const kind = state.substr(0, 2);
  auto const table = field(answer, PG_DIAG_TABLE_NAME);
  in_the_way_ = kind == "40" || state == "55P03";
  if (in_the_way_) return Error("sql.busy");
  if (state == "23505") return Error("sql.conflict", {{"table", table}});
  if (state == "23503") return Error("sql.no_parent");
  if (kind == "23") return Error("sql.check");
  if (state == "53100") return Error("sql.full", {{"store", shown_}});
  if (state == "22021") return Error("sql.bad_text");
  if (kind == "42" || kind == "25" || kind == "0A") wrong_statement(statement, state + " " + field(answer, PG_DIAG_MESSAGE_PRIMARY));
  if (kind == "22") wrong_statement(statement, state);  // its message quotes a value
  bool const gone = PQstatus(handle_.get()) != CONNECTION_OK || kind == "08" || kind == "53" || kind == "57" || state.empty();
  if (gone) {
    lost_ = true;
    auto const reason = state.empty() ? first_line(PQerrorMessage(handle_.get())) : "PostgreSQL " + state;
    return Error("sql.unavailable", {{"store", shown_}, {"reason", reason}});
  }
  if (state == "XX001" || state == "XX002") return Error("sql.damaged", {{"store", shown_}, {"reason", "PostgreSQL " + state}});
  return Error("sql.failed", {{"store", shown_}, {"reason", "PostgreSQL " + state}});
}

Result<void> PostgresqlConnection::script(std::string_view statements) {
  PostgresqlAnswer const answer(PQexec(handle_.get(), std::string(statements).c_str()));
  if (!is_sound(answer.get())) return failure(answer.get(), statements);
  return {};
}

Result<void> PostgresqlConnection::begin(Purpose purpose) {
  in_the_way_ = false;
  switch (purpose) {
    case Purpose::read: return script("begin isolation level repeatable read read only");
    case Purpose::write: return script("begin isolation level serializable");
    case Purpose::schema:
    case Purpose::load: break;
  }
  // The number is any that no other program on this database locks by.
  return script("begin isolation level read committed; select pg_advisory_xact_lock(7163248611)");
}

Result<void> PostgresqlConnection::commit() {
  PostgresqlAnswer const answer(PQexec(handle_.get(), "commit"));
  if (!is_sound(answer.get())) return failure(answer.get(), "commit");
  // A transaction that failed answers its commit with a rollback, and no error.
  if (std::string_view(PQcmdStatus(answer.get())) != "COMMIT") return Error("sql.failed", {{"store", shown_}, {"reason", "rollback"}});
  return {};
}

void PostgresqlConnection::rollback() {
  PostgresqlAnswer const answer(PQexec(handle_.get(), "rollback"));
  if (!is_sound(answer.get())) lost_ = true;
}

Result<Answered> PostgresqlConnection::query(std::string_view statement, std::span<Named const> values) {
  auto const [text, names] = numbered(statement);
  Sent const sent(in_order(names, values, statement));
  PostgresqlAnswer const answer(PQexecParams(handle_.get(), text.c_str(), sent.count(), sent.types(), sent.values(), nullptr, nullptr, 0));
  if (!is_sound(answer.get())) return failure(answer.get(), statement);
  return answer_of(answer.get());
}

Result<std::unique_ptr<Connection>> connect_postgresql(Address const& address, Settings const& settings) {
  auto const patience = settings.patience;
  std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> const parsed(PQconninfoParse(address.target.c_str(), nullptr),
                                                                            PQconninfoFree);
  if (!parsed) return Error("sql.bad_url");
  auto const seconds = std::to_string(std::max<std::int64_t>(2, patience.count() / 1000));
  auto const milliseconds = std::to_string(std::max<std::int64_t>(1000, 3 * patience.count()));
  // A later keyword wins: the address over ours, but for the encoding.
  constexpr int expand = 1;
  std::array<char const*, 7> const words{
      "connect_timeout", "tcp_user_timeout", "keepalives_idle", "application_name", "dbname", "client_encoding", nullptr};
  std::array<char const*, 7> const values{seconds.c_str(), milliseconds.c_str(), "30", "bassin", address.target.c_str(), "UTF8", nullptr};
  PostgresqlHandle handle(PQconnectdbParams(words.data(), values.data(), expand));
  if (PQstatus(handle.get()) != CONNECTION_OK) {
    return Error("sql.unavailable", {{"store", address.shown}, {"reason", first_line(PQerrorMessage(handle.get()))}});
  }
  PQsetNoticeReceiver(handle.get(), say_nothing, nullptr);
  auto connection = std::make_unique<PostgresqlConnection>(std::move(handle), address.shown);
  // Statements are short: where PostgreSQL expects many rows it would compile one for two seconds that then runs for a tenth of one.
  BASSIN_DO(connection->script(fmt::format(
      "set lock_timeout = {}; set jit = off; set timezone = 'UTC'; set extra_float_digits = 1; set bytea_output = hex", patience.count())));
  BASSIN_DO(check_locale(*connection, address.shown));
  return std::unique_ptr<Connection>(std::move(connection));
}

}  // namespace bassin::sql
