#include "service/ledger_cache.h"

#include <algorithm>

namespace bassin::service {

using base::Result;

namespace {

auto same(std::string const& convention, convention::Period const& period) {
  return [&](auto const& it) { return it.convention == convention && it.period.from == period.from && it.period.to == period.to; };
}

}  // namespace

LedgerCache::Rows LedgerCache::find(std::string const& convention, convention::Period const& period, std::int64_t version) {
  std::lock_guard const lock(mutex_);
  auto const found = std::find_if(entries_.begin(), entries_.end(), same(convention, period));
  if (found == entries_.end() || found->version != version) return nullptr;
  entries_.splice(entries_.begin(), entries_, found);
  return found->rows;
}

void LedgerCache::keep(Entry entry) {
  std::lock_guard const lock(mutex_);
  entries_.remove_if(same(entry.convention, entry.period));
  entries_.push_front(std::move(entry));
  std::size_t rows = 0;
  auto const beyond = std::find_if(entries_.begin(), entries_.end(), [&](Entry const& it) {
    rows += it.rows->size() + 1;  // an empty one has its place too
    return rows > most_;
  });
  entries_.erase(beyond, entries_.end());
}

Result<LedgerCache::Rows> LedgerCache::rows(sql::Session& session, std::string const& convention, convention::Period const& period) {
  BASSIN_TRY(auto const version, convention::ledger_version(session, convention));
  if (auto known = find(convention, period, version)) return known;
  BASSIN_TRY(auto read, convention::work_of(session, convention, period.from, period.to));
  auto rows = std::make_shared<std::vector<convention::Contribution> const>(std::move(read));
  keep({convention, period, version, rows});
  return rows;
}

}  // namespace bassin::service
