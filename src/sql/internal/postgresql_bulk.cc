// Rows in great number: a cursor out of PostgreSQL, COPY into it.
#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "sql/internal/postgresql.h"

namespace bassin::sql {
namespace {

using base::Error;
using base::Result;

constexpr std::size_t at_once = 64 * 1024;

// As COPY reads a text: what would end a field or a line is escaped.
void append_text(std::string& out, std::string_view text) {
  for (char const c : text) {
    switch (c) {
      case '\\': out += "\\\\"; break;
      case '\t': out += "\\t"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      default: out += c;
    }
  }
}

void append(std::string& out, Value const& value) {
  if (auto const* const whole = std::get_if<std::int64_t>(&value)) {
    out += std::to_string(*whole);
  } else if (auto const* const real = std::get_if<double>(&value)) {
    out += fmt::format("{}", *real);
  } else if (auto const* const text = std::get_if<std::string>(&value)) {
    append_text(out, *text);
  } else {
    out += "\\N";
  }
}

// Pieces of files are some thousand times larger than other rows.
constexpr std::size_t rows_at_first = 32, rows_most = 2000, bytes_most = std::size_t{2} << 20U;

std::size_t size_of(Value const& value) {
  auto const* const text = std::get_if<std::string>(&value);
  return text == nullptr ? sizeof value : text->size();
}

class CopyWriter final : public RowWriter {
 public:
  CopyWriter(PostgresqlConnection& connection, std::string table) : connection_(connection), table_(std::move(table)) {}
  ~CopyWriter() override {
    if (!open_) return;
    PQputCopyEnd(connection_.handle(), "left");
    [[maybe_unused]] auto const refused = settle();  // the transaction has its error already
  }
  CopyWriter(CopyWriter const&) = delete;
  CopyWriter& operator=(CopyWriter const&) = delete;

  Result<void> add(std::vector<Value> const& cells) override {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) waiting_ += '\t';
      append(waiting_, cells[i]);
    }
    waiting_ += '\n';
    return waiting_.size() < at_once ? Result<void>() : send();
  }

  Result<void> finish() override {
    BASSIN_DO(send());
    if (PQputCopyEnd(connection_.handle(), nullptr) != 1) return connection_.failure(nullptr, "copy");
    open_ = false;
    return settle();
  }

 private:
  Result<void> send() {
    int const sent = PQputCopyData(connection_.handle(), waiting_.data(), static_cast<int>(waiting_.size()));
    waiting_.clear();
    if (sent != 1) return connection_.failure(nullptr, "copy");
    return {};
  }

  // Takes every answer that is left; the first that tells of an error counts.
  Result<void> settle() {
    Result<void> done;
    while (PostgresqlAnswer const answer{PQgetResult(connection_.handle())}) {
      if (!done.ok() || PQresultStatus(answer.get()) == PGRES_COMMAND_OK) continue;
      auto const* const state = PQresultErrorField(answer.get(), PG_DIAG_SQLSTATE);
      bool const misfit = state != nullptr && (std::strncmp(state, "22", 2) == 0 || std::strncmp(state, "23", 2) == 0);
      done = misfit ? Error("sql.cannot_copy", {{"table", table_}}) : connection_.failure(answer.get(), "copy");
    }
    return done;
  }

  PostgresqlConnection& connection_;
  std::string table_;
  std::string waiting_;
  bool open_ = true;
};

}  // namespace

Result<void> PostgresqlConnection::each(std::string_view statement, EachRow const& fn) {
  BASSIN_DO(script(fmt::format("declare each_row no scroll cursor for {}", statement)));
  std::size_t wanted = rows_at_first;
  for (;;) {
    BASSIN_TRY(auto const batch, query(fmt::format("fetch {} from each_row", wanted), {}));
    std::size_t bytes = 0;
    for (auto const& row : batch.rows) {
      for (auto const& cell : row.cells()) bytes += size_of(cell);
      BASSIN_DO(fn(row.cells()));
    }
    if (batch.rows.empty()) return script("close each_row");
    wanted = bytes > bytes_most ? std::max<std::size_t>(1, wanted / 2) : std::min(rows_most, wanted * 2);
  }
}

Result<std::unique_ptr<RowWriter>> PostgresqlConnection::write_rows(std::string const& table, ColumnNames const& columns) {
  auto const statement = fmt::format("copy {} ({}) from stdin", quoted(table), listed(columns));
  PostgresqlAnswer const answer(PQexec(handle(), statement.c_str()));
  if (PQresultStatus(answer.get()) != PGRES_COPY_IN) return failure(answer.get(), statement);
  return std::unique_ptr<RowWriter>(std::make_unique<CopyWriter>(*this, table));
}

}  // namespace bassin::sql
