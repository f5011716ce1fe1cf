// The casework store: transactions on SQLite or PostgreSQL.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "base/result.h"
#include "sql/session.h"
#include "sql/settings.h"

namespace bassin::sql {

// For any number of threads. Each transaction runs on a connection of its own; never open one inside another.
//
// A transaction reads one state of the store: as SQLite does it, and on PostgreSQL by "repeatable read" (reading) and "serializable"
// (writing), so that what was read before writing still holds when it is committed.
class Store {
 public:
  // Makes the SQLite file where it is not there, for its owner alone to read. Errors: "sql.bad_url" (), "sql.unavailable",
  // "sql.failed", "sql.damaged" and "sql.locale" (store): a PostgreSQL database that does not order text by its bytes or is not UTF-8.
  [[nodiscard]] static base::Result<std::unique_ptr<Store>> open(Settings const& settings);
  ~Store();
  Store(Store const&) = delete;
  Store& operator=(Store const&) = delete;

  // `fn(Session&)` returns a base::Result; what it returns is returned. The database refuses to write in it.
  template <class Fn>
  [[nodiscard]] auto read(Fn&& fn) {
    return in_transaction(Access::read, fn);
  }
  // Committed when fn returns ok; undone on an error or an exception. fn MAY RUN SEVERAL TIMES (another writer was first): what it
  // does outside of the session must bear that. An error of the commit itself is returned; after "sql.unavailable" it may have been
  // kept or not.
  template <class Fn>
  [[nodiscard]] auto write(Fn&& fn) {
    return in_transaction(Access::write, fn);
  }
  // The same, one after the other for all of one `turn` (any text) in this process: where many add to the same places at once, PostgreSQL
  // would have most of them begin anew. Error: also "sql.busy": others held the turn for as long as the store's patience.
  template <class Fn>
  [[nodiscard]] auto write_in_turn(std::string_view turn, Fn&& fn) {
    using Returned = std::invoke_result_t<Fn&, Session&>;
    std::shared_ptr<void> held;
    if (auto waited = wait_for(turn, held); !waited.ok()) return Returned(std::move(waited).error());
    return write(fn);
  }

  [[nodiscard]] Dialect dialect() const;
  // The address without its password, for messages.
  [[nodiscard]] std::string const& shown_url() const;

  struct Parts;
  [[nodiscard]] Parts& parts() { return *parts_; }  // for the sources of this module

 private:
  enum class Access : std::uint8_t { read, write };
  explicit Store(std::unique_ptr<Parts> parts);
  // Until `held` goes.
  [[nodiscard]] base::Result<void> wait_for(std::string_view turn, std::shared_ptr<void>& held);
  [[nodiscard]] base::Result<void> run(Access access, std::function<base::Result<void>(Session&)> const& fn);

  template <class Fn>
  auto in_transaction(Access access, Fn& fn) {
    using Returned = std::invoke_result_t<Fn&, Session&>;
    std::optional<Returned> returned;
    auto done = run(access, [&](Session& session) -> base::Result<void> {
      returned.emplace(fn(session));
      if (!returned->ok()) return returned->error();
      return {};
    });
    if (!done.ok()) return Returned(std::move(done).error());
    return std::move(*returned);
  }

  std::unique_ptr<Parts> parts_;
};

}  // namespace bassin::sql
