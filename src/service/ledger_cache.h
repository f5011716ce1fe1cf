// Contributions of conventions as they were last read: the pages of a convention ask for the same year again and again.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "convention/ledger.h"
#include "convention/reading.h"

namespace bassin::service {

class LedgerCache {
 public:
  using Rows = std::shared_ptr<std::vector<convention::Contribution> const>;

  // `most`: rows that are kept in all; the questions that were asked last stay.
  explicit LedgerCache(std::size_t most = 400'000) : most_(most) {}

  // As work_of() answers within the same transaction, from several threads. Errors: those of the store.
  [[nodiscard]] base::Result<Rows> rows(sql::Session& session, std::string const& convention, convention::Period const& period);

 private:
  struct Entry {
    std::string convention;
    convention::Period period;
    std::int64_t version = 0;
    Rows rows;
  };
  [[nodiscard]] Rows find(std::string const& convention, convention::Period const& period, std::int64_t version);
  void keep(Entry entry);

  std::size_t const most_;
  std::mutex mutex_;
  std::list<Entry> entries_;  // asked last: first
};

}  // namespace bassin::service
