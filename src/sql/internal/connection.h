// One connection to a database, used by one thread at a time.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "sql/dialect.h"
#include "sql/internal/url.h"
#include "sql/row.h"

namespace bassin::sql {

struct Answered {
  std::vector<Row> rows;
  std::uint64_t changed = 0;
};

// What a transaction is for. `schema`: reads what others committed while it waited for the lock that it begins with.
enum class Purpose : std::uint8_t { read, write, schema };

class Connection {
 public:
  virtual ~Connection() = default;
  [[nodiscard]] virtual Dialect dialect() const = 0;
  [[nodiscard]] virtual base::Result<void> begin(Purpose purpose) = 0;
  [[nodiscard]] virtual base::Result<void> commit() = 0;
  virtual void rollback() = 0;
  [[nodiscard]] virtual base::Result<Answered> query(std::string_view statement, std::span<Named const> values) = 0;
  // Several statements without values.
  [[nodiscard]] virtual base::Result<void> script(std::string_view statements) = 0;

  // Of the last failure: another transaction was in the way, the same one may succeed later.
  [[nodiscard]] bool in_the_way() const { return in_the_way_; }
  // The connection does not work any more.
  [[nodiscard]] bool lost() const { return lost_; }

 protected:
  bool in_the_way_ = false;
  bool lost_ = false;
};

[[nodiscard]] base::Result<std::unique_ptr<Connection>> connect_sqlite(Address const& address, std::chrono::milliseconds patience);
[[nodiscard]] base::Result<std::unique_ptr<Connection>> connect_postgresql(Address const& address, std::chrono::milliseconds patience);
[[nodiscard]] base::Result<std::unique_ptr<Connection>> connect(Address const& address, std::chrono::milliseconds patience);

}  // namespace bassin::sql
