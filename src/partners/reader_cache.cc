#include "partners/reader_cache.h"

#include "partners/secret.h"
#include "sql/session.h"
#include "sql/store.h"

namespace bassin::partners {

namespace {

using access::Reader;
using base::Result;

constexpr std::size_t most_entries = 20'000;
constexpr std::int64_t touch_after_ms = 60'000;

}  // namespace

std::optional<Reader> ReaderCache::known(std::string_view secret, Use use) const {
  auto const hash = hash_of_secret(secret);
  if (hash.empty()) return Reader{};
  auto const now = desk_.now();
  std::lock_guard const guard(mutex_);
  auto const found = entries_.find(hash);
  if (found == entries_.end()) return std::nullopt;
  auto const& entry = found->second;
  bool const fresh = now < entry.read_at.plus_seconds(trusted_seconds) && entry.read_at <= now;
  bool const noted = use == Use::unattended || now.ms - entry.noted_at.ms < touch_after_ms;
  return fresh && noted ? std::optional(entry.reader) : std::nullopt;
}

Result<Reader> ReaderCache::load(std::string_view secret, Use use) {
  auto const hash = hash_of_secret(secret);
  if (hash.empty()) return Reader{};
  std::uint64_t age = 0;
  {
    std::lock_guard const guard(mutex_);
    age = age_;
  }
  auto const now = desk_.now();
  BASSIN_TRY(auto const state, state_of(desk_, secret));
  Reader reader = state ? reader_of(*state, secret) : Reader{};
  auto const noted = state ? note(*state, use) : now;
  std::lock_guard const guard(mutex_);
  if (age != age_) return reader;
  if (entries_.size() >= most_entries) entries_.clear();
  entries_[hash] = {reader, now, noted};
  return reader;
}

void ReaderCache::forget() {
  std::lock_guard const guard(mutex_);
  ++age_;
  entries_.clear();
}

Reader ReaderCache::reader_of(State const& state, std::string_view secret) const {
  Reader reader;
  reader.standing = state.session.step == Step::in ? Reader::Standing::member : Reader::Standing::unfinished;
  reader.agent = state.agent.id;
  reader.token = token_of(secret);
  if (!state.organisation && !state.agent.installation) reader.standing = Reader::Standing::unfinished;
  if (reader.standing != Reader::Standing::member) return reader;
  reader.installation = state.agent.installation;
  if (!state.organisation) return reader;
  reader.organisation = state.organisation->organisation;
  reader.role = state.organisation->role;
  reader.communes = communes_of_(state.organisation->territory);
  return reader;
}

// A store that takes no write now (busy, full) is no reason to send anybody away; the session is noted at a later question.
base::Instant ReaderCache::note(State const& state, Use use) const {
  auto const now = desk_.now();
  if (use == Use::unattended || now.ms - state.session.seen_at.ms < touch_after_ms) return state.session.seen_at;
  [[maybe_unused]] auto const done =
      desk_.store.write([&](sql::Session& session) { return touch_session(session, state.session.hash, now); });
  return now;
}

}  // namespace bassin::partners
