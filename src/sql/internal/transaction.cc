#include <algorithm>
#include <chrono>
#include <thread>

#include "sql/internal/parts.h"

namespace bassin::sql {
namespace {

using base::Error;
using base::Result;
using Clock = std::chrono::steady_clock;

// Undoes what was begun, also when an exception passes through.
class Transaction {
 public:
  explicit Transaction(Pool::Lent connection) : connection_(std::move(connection)) {}
  ~Transaction() {
    if (open_ && !connection_->lost()) connection_->rollback();
  }
  Transaction(Transaction const&) = delete;
  Transaction& operator=(Transaction const&) = delete;

  [[nodiscard]] Connection& connection() { return *connection_; }
  [[nodiscard]] Result<void> commit() {
    BASSIN_DO(connection_->commit());
    open_ = false;
    return {};
  }

 private:
  Pool::Lent connection_;
  bool open_ = true;
};

// Every idle connection may have been lost when the database was started anew; one that was just made is believed.
Result<Pool::Lent> begun(Pool& pool, Purpose purpose) {
  for (int tries = 0;; ++tries) {
    BASSIN_TRY(auto connection, pool.lend());
    auto const done = connection->begin(purpose);
    if (done.ok()) return connection;
    if (!connection->lost() || tries >= pool.settings().connections) return done.error();
  }
}

struct Outcome {
  Result<void> result;
  bool again = false;
};

Outcome attempt(Pool& pool, Purpose purpose, auto const& in_session) {
  auto lent = begun(pool, purpose);
  if (!lent.ok()) return {std::move(lent).error()};  // to begin has waited as long as may be
  Transaction transaction(std::move(lent).value());
  Result<void> result = in_session(transaction.connection());
  if (result.ok()) result = transaction.commit();
  bool const again = !result.ok() && transaction.connection().in_the_way();
  return {std::move(result), again};
}

// Longer each time, and not the same for two threads that met.
void pause(int tries) {
  auto const own = std::hash<std::thread::id>()(std::this_thread::get_id()) % 7;
  std::this_thread::sleep_for(std::chrono::milliseconds((1 << std::min(tries, 6)) + static_cast<int>(own)));
}

}  // namespace

Result<void> Transactions::run(Store::Parts& parts, Purpose purpose, std::function<Result<void>(Session&, Connection&)> const& fn) {
  auto const& address = parts.pool.address();
  auto const deadline = Clock::now() + parts.pool.settings().patience;
  std::unique_lock<WritersLine> line;
  if (address.dialect == Dialect::sqlite && purpose != Purpose::read) {
    line = std::unique_lock(parts.writer, deadline);
    if (!line.owns_lock()) return Error("sql.busy");
  }
  auto const in_session = [&fn](Connection& connection) -> Result<void> {
    Session session(connection);
    auto result = fn(session, connection);
    if (session.failed_) return *session.failed_;
    return result;
  };
  for (int tries = 0;; ++tries) {
    auto outcome = attempt(parts.pool, purpose, in_session);
    if (!outcome.again || Clock::now() >= deadline) return std::move(outcome.result);
    pause(tries);
  }
}

}  // namespace bassin::sql
