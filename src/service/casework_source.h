// Casework in the server's memory, and the register seen through it: one view for each organisation, made anew where the casework or
// the register changed. Questions never wait for the store.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <thread>
#include <unordered_map>

#include "base/date.h"
#include "base/error.h"
#include "base/result.h"
#include "support/facts.h"

namespace bassin::access {
struct Reader;
}
namespace bassin::query {
class View;
}
namespace bassin::sql {
class Store;
}

namespace bassin::service {

class LastContactMemory;
class RegisterSource;
struct CaseworkOverlay;

// What an organisation sees.
struct Seeing {
  std::shared_ptr<query::View const> view;
  std::shared_ptr<query::View const> without_contacts;  // for who reads no exchanges
  std::shared_ptr<CaseworkOverlay const> casework;      // null: nothing
};

class CaseworkSource {
 public:
  // Views of more organisations than that are let go, those longest unused first.
  static constexpr std::size_t views_most = 64;

  // Both outlive it. `today`: conventions open from day to day.
  CaseworkSource(sql::Store& store, RegisterSource const& registry, std::function<base::Date()> today);
  ~CaseworkSource();
  CaseworkSource(CaseworkSource const&) = delete;
  CaseworkSource& operator=(CaseworkSource const&) = delete;

  // Reads from the store what changed since the last time. Errors: those of the store; what was read before stays.
  [[nodiscard]] base::Result<void> refresh();
  // After a change that the reader made: refresh(), and the reader's view is made anew, so that the next question sees it. Other
  // organisations see it within moments.
  [[nodiscard]] base::Result<void> take_up(access::Reader const& reader);
  // Without the store; the first question of an organisation makes its view. A view that is being made anew stays in use until then. For
  // strangers the register alone. `view` is null until a snapshot was opened. Errors: those of the view, "service.not_ready" before the
  // first refresh().
  [[nodiscard]] base::Result<Seeing> of(access::Reader const& reader);

  // The zone of that id, where the reader sees it; without the store. Errors: "service.not_ready", "support.unknown_zone" (id).
  [[nodiscard]] base::Result<support::Zone> zone(access::Reader const& reader, std::string const& id) const;

  // Local businesses that were matched, as "local:" and an id, with their SIRET; whoever sees them. Without the store.
  [[nodiscard]] std::map<std::string, std::string> matched() const;

  // Looks for changes and fresh snapshots about every second, until this object ends.
  void watch(std::function<void(base::Error const&)> trouble);

 private:
  struct Entry;
  [[nodiscard]] base::Result<std::shared_ptr<Entry const>> make(access::Reader const& reader, std::shared_ptr<query::View const> base);
  [[nodiscard]] bool current(Entry const& entry) const;
  void note_matches();
  void keep(access::Reader const& reader, std::shared_ptr<Entry const> entry);
  enum class Use : std::uint8_t { asked, looked_at };
  [[nodiscard]] std::shared_ptr<Entry const> find(access::Reader const& reader, Use use);
  void renew_all(std::function<void(base::Error const&)> const& trouble);

  sql::Store& store_;
  RegisterSource const& registry_;
  std::function<base::Date()> today_;

  std::mutex refreshing_;
  mutable std::shared_mutex facts_mutex_;
  bool loaded_ = false;
  std::uint64_t number_ = 0;
  support::Words words_;
  support::FactsByBusiness facts_;
  std::unique_ptr<LastContactMemory> contacts_;
  // Local businesses that were matched, whoever sees them: id -> SIRET.
  std::shared_ptr<std::unordered_map<std::string, std::uint64_t> const> matches_;

  std::mutex making_;
  std::mutex views_mutex_;
  std::uint64_t uses_ = 0;
  struct Kept {
    std::shared_ptr<Entry const> entry;
    std::uint64_t used = 0;
  };
  std::map<std::string, Kept> views_;  // by organisation

  std::mutex wake_mutex_;
  std::condition_variable_any wake_;
  bool woken_ = false;
  std::jthread watcher_;
};

}  // namespace bassin::service
