// What is kept of a provider: its document and its keys, for a time.
#pragma once

#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "openid/document.h"
#include "openid/keys.h"
#include "openid/provider.h"
#include "openid/token.h"

namespace bassin::openid {

struct Provider::Memory {
 public:
  Memory(Settings const& settings, base::Clock const& now) : settings_(settings), now_(now) {}

  // One that is no older than that. Of several who need it at once one asks, and the others wait for it.
  [[nodiscard]] base::Result<Document> document(std::int64_t most_seconds);
  void look(std::stop_token const& stop);
  // The claims of a token that the provider signed. Keys are asked for again when the token's is not among them, every five seconds
  // at most, and when they are an hour old.
  [[nodiscard]] base::Result<Claims> verified(std::string_view token);
  // "" where it is not known. Waits for nobody who asks the provider.
  [[nodiscard]] std::string end_session() const;

 private:
  struct Kept {
    Document document;
    base::Instant at;
  };
  struct Failed {
    base::Error error;
    base::Instant at;
  };
  struct KeptKeys {
    Keys keys;
    base::Instant at;
  };
  [[nodiscard]] base::Result<Document> asked(std::int64_t most_seconds, std::stop_token const& stop);
  [[nodiscard]] base::Result<void> fresh_keys();

  Settings const& settings_;
  base::Clock const& now_;
  std::mutex asking_;           // held while the provider is asked
  mutable std::mutex keeping_;  // held for a moment
  std::optional<Kept> kept_;
  std::optional<Failed> failed_;  // by `asking_`
  std::optional<KeptKeys> keys_;  // by `asking_`
};

}  // namespace bassin::openid
