#include "openid/internal/memory.h"

#include <algorithm>

#include "openid/internal/exchange.h"

namespace bassin::openid {

namespace {

using base::Instant;
using base::Result;

constexpr std::int64_t rest_seconds = 10, keys_seconds = 3600, keys_pause_seconds = 5;

// Also where the clock was set back meanwhile.
bool is_within(Instant at, std::int64_t seconds, Instant now) { return at <= now && now < at.plus_seconds(seconds); }

}  // namespace

Result<Document> Provider::Memory::document(std::int64_t most_seconds) { return asked(most_seconds, {}); }

void Provider::Memory::look(std::stop_token const& stop) { [[maybe_unused]] auto const document = asked(settings_.document_seconds, stop); }

Result<Document> Provider::Memory::asked(std::int64_t most_seconds, std::stop_token const& stop) {
  std::lock_guard const asking(asking_);
  auto const now = now_();
  if (kept_ && is_within(kept_->at, most_seconds, now)) return kept_->document;
  if (failed_ && is_within(failed_->at, std::min(rest_seconds, settings_.document_seconds), now)) return failed_->error;
  auto document = ask_document(settings_, stop);
  if (!document.ok()) {
    failed_.emplace(Failed{document.error(), now_()});
    return document;
  }
  failed_.reset();
  std::lock_guard const keeping(keeping_);
  kept_.emplace(Kept{*document, now_()});
  return document;
}

Result<void> Provider::Memory::fresh_keys() {
  auto const now = now_();
  if (keys_ && is_within(keys_->at, keys_pause_seconds, now)) return {};
  if (!kept_) return {};
  BASSIN_TRY(auto keys, ask_keys(settings_, kept_->document));
  keys_.emplace(KeptKeys{std::move(keys), now_()});
  return {};
}

Result<Claims> Provider::Memory::verified(std::string_view token) {
  std::lock_guard const asking(asking_);
  if (!keys_ || !is_within(keys_->at, keys_seconds, now_())) BASSIN_DO(fresh_keys());
  Keys const none;
  auto const once = [&] {
    return verify_signature(token, {keys_ ? keys_->keys : none, settings_.symmetric ? settings_.secret : std::string()});
  };
  auto claims = once();
  if (claims.ok() || claims.error().code != "openid.unknown_key") return claims;
  BASSIN_DO(fresh_keys());
  return once();
}

std::string Provider::Memory::end_session() const {
  std::lock_guard const keeping(keeping_);
  return kept_ ? kept_->document.end_session : std::string();
}

}  // namespace bassin::openid
