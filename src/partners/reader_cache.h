// Who asks, by the secret of their session, without waiting for the store: what the store said within the last ten seconds.
// A session that ends on another node is honoured here for as long at most; on this one it ends at once.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "access/reader.h"
#include "base/instant.h"
#include "base/result.h"
#include "partners/desk.h"

namespace bassin::partners {

// What a request says of the person: one that a page makes by itself, such as looking again at a task, prolongs no session.
enum class Use : std::uint8_t { by_hand, unattended };

class ReaderCache {
 public:
  using Communes = std::shared_ptr<std::vector<std::string> const>;
  // Codes of a territory, sorted; null where it is none.
  using CommunesOf = std::function<Communes(std::string const& territory)>;

  ReaderCache(Desk const& desk, CommunesOf communes_of) : desk_(desk), communes_of_(std::move(communes_of)) {}

  // What is known of that secret; nothing: load() it, also to note a use. A stranger where there is no secret or none of that form.
  [[nodiscard]] std::optional<access::Reader> known(std::string_view secret, Use use) const;
  // Asks the store, and notes there that the session is in use, once a minute. Errors: those of the store.
  [[nodiscard]] base::Result<access::Reader> load(std::string_view secret, Use use);
  // Something about people, roles or sessions has changed: all is asked anew.
  void forget();

  static constexpr std::int64_t trusted_seconds = 10;

 private:
  struct Entry {
    access::Reader reader;
    base::Instant read_at, noted_at;  // noted: as in use
  };
  [[nodiscard]] access::Reader reader_of(State const& state, std::string_view secret) const;
  // When its use was noted last, now included.
  [[nodiscard]] base::Instant note(State const& state, Use use) const;

  Desk const& desk_;
  CommunesOf communes_of_;
  mutable std::mutex mutex_;
  std::uint64_t age_ = 0;  // counts what was forgotten: an answer from before is not kept
  std::unordered_map<std::string, Entry> entries_;
};

}  // namespace bassin::partners
