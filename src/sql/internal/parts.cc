#include "sql/internal/parts.h"

namespace bassin::sql {

using base::Error;
using base::Result;

Result<Pool::Lent> Pool::lend() {
  std::unique_ptr<Connection> connection;
  {
    std::unique_lock lock(mutex_);
    if (!freed_.wait_for(lock, settings_.patience, [this] { return lent_ < settings_.connections; })) return Error("sql.busy");
    ++lent_;
    if (!idle_.empty()) {
      connection = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  if (!connection) {
    auto made = connect(address_, settings_);
    if (!made.ok()) {
      take_back(nullptr);
      return std::move(made).error();
    }
    connection = std::move(made).value();
  }
  return Lent(connection.release(), GiveBack{this});
}

void Pool::take_back(std::unique_ptr<Connection> connection) {
  {
    std::scoped_lock const lock(mutex_);
    --lent_;
    if (connection && !connection->lost()) idle_.push_back(std::move(connection));
  }
  freed_.notify_one();
}

}  // namespace bassin::sql
