// What a store holds: its connections, lent one at a time.
#pragma once

#include <array>
#include <chrono>
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

// For std::unique_lock: what std::timed_mutex does, which g++ 12 waits for by a call that its thread sanitizer does not follow.
class WritersLine {
 public:
  template <class Moment>
  [[nodiscard]] bool try_lock_until(Moment const& deadline) {
    std::unique_lock lock(mutex_);
    if (!freed_.wait_until(lock, deadline, [this] { return !taken_; })) return false;
    taken_ = true;
    return true;
  }
  template <class Duration>
  [[nodiscard]] bool try_lock_for(Duration const& patience) {
    return try_lock_until(std::chrono::steady_clock::now() + patience);
  }
  void unlock() {
    {
      std::scoped_lock const lock(mutex_);
      taken_ = false;
    }
    freed_.notify_one();
  }

 private:
  std::mutex mutex_;
  std::condition_variable freed_;
  bool taken_ = false;
};

struct Store::Parts {
  Pool pool;
  // SQLite has one writer at a time. Those of this process stand in line here, since SQLite itself would have each ask again and again.
  WritersLine writer;
  // Where writers ask for a turn. Two turns may share a line, which costs them waiting alone.
  std::array<WritersLine, 32> turns;

  Parts(Address address, Settings const& settings) : pool(std::move(address), settings) {}
};

// One transaction, again where another one was in its way and the store's patience lasts.
class Transactions {
 public:
  [[nodiscard]] static base::Result<void> run(Store::Parts& parts, Purpose purpose,
                                              std::function<base::Result<void>(Session&, Connection&)> const& fn);
};

}  // namespace bassin::sql
