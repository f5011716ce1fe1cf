// What a store holds: its connections, lent one at a time.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "sql/internal/connection.h"
#include "sql/store.h"

namespace bassin::sql {

class Pool {
 public:
  Pool(Address address, Settings const& settings) : address_(std::move(address)), settings_(settings) {}

  // A connection, which comes back when the pointer goes. Errors: "sql.busy" after settings.patience, those of connect().
  struct GiveBack {
    Pool* pool;
    void operator()(Connection* connection) const { pool->take_back(std::unique_ptr<Connection>(connection)); }
  };
  using Lent = std::unique_ptr<Connection, GiveBack>;
  [[nodiscard]] base::Result<Lent> lend();

  [[nodiscard]] Address const& address() const { return address_; }
  [[nodiscard]] Settings const& settings() const { return settings_; }

 private:
  void take_back(std::unique_ptr<Connection> connection);

  Address address_;
  Settings settings_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::unique_ptr<Connection>> idle_;
  int lent_ = 0;
};

struct Store::Parts {
  Pool pool;
  // SQLite has one writer at a time. Those of this process stand in line here, since SQLite itself would have each ask again and again.
  std::timed_mutex writer;

  Parts(Address address, Settings const& settings) : pool(std::move(address), settings) {}
};

// One transaction, again where another one was in its way and the store's patience lasts.
class Transactions {
 public:
  [[nodiscard]] static base::Result<void> run(Store::Parts& parts, Purpose purpose,
                                              std::function<base::Result<void>(Session&, Connection&)> const& fn);
};

}  // namespace bassin::sql
