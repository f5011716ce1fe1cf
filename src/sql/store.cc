#include "sql/store.h"

#include "sql/internal/parts.h"

namespace bassin::sql {

using base::Result;

Store::Store(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Store::~Store() = default;

Dialect Store::dialect() const { return parts_->pool.address().dialect; }
std::string const& Store::shown_url() const { return parts_->pool.address().shown; }

Result<std::unique_ptr<Store>> Store::open(Settings const& settings) {
  BASSIN_TRY(auto address, parse_url(settings.url));
  std::unique_ptr<Store> store(new Store(std::make_unique<Parts>(std::move(address), settings)));
  BASSIN_TRY(auto const connection, store->parts_->pool.lend());
  return store;
}

Result<void> Store::wait_for(std::string_view turn, std::shared_ptr<void>& held) {
  if (turn.empty() || dialect() == Dialect::sqlite) return {};  // SQLite has one writer at a time anyhow
  auto& line = parts_->turns[std::hash<std::string_view>()(turn) % parts_->turns.size()];
  auto lock = std::make_shared<std::unique_lock<WritersLine>>(line, parts_->pool.settings().patience);
  if (!lock->owns_lock()) return base::Error("sql.busy");
  held = std::move(lock);
  return {};
}

Result<void> Store::run(Access access, std::function<Result<void>(Session&)> const& fn) {
  auto const purpose = access == Access::read ? Purpose::read : Purpose::write;
  return Transactions::run(*parts_, purpose, [&fn](Session& session, Connection& /*unused*/) { return fn(session); });
}

}  // namespace bassin::sql
