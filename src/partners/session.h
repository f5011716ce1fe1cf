// Sessions of agents. The browser holds a secret, the store its hash; each step of signing in has a secret of its own, so that
// one that somebody else put into the browser before is worth nothing after.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"

namespace bassin::sql {
class Session;
}

namespace bassin::partners {

enum class Step : std::uint8_t { second_factor, enrol_second_factor, notice, in };
// "second_factor" …
[[nodiscard]] std::string_view id_of(Step step);

inline constexpr std::int64_t session_idle_seconds = 2 * 3600, session_most_seconds = 12 * 3600, session_step_seconds = 15 * 60;

struct SessionRecord {
  std::string hash;  // of its secret
  std::string id;    // by which its owner names it
  std::string agent, organisation;
  Step step = Step::in;
  std::string started_by;  // "password", "provider", "invitation"
  std::string browser;     // as it names itself, cut
  base::Instant created_at, seen_at, expires_at;
  std::string id_token;  // of the provider, for signing out there; ""
};

// Seconds until it ends where nobody uses it, and where somebody does.
struct TimeLeft {
  std::int64_t seconds = 0, most_seconds = 0;
};
[[nodiscard]] TimeLeft time_left(SessionRecord const& record, base::Instant now);

// The live one of that hash: not over, not idle for too long, of an agent who is active.
[[nodiscard]] base::Result<std::optional<SessionRecord>> find_session(sql::Session& session, std::string const& hash, base::Instant now);
// Of one agent, the one seen last first.
[[nodiscard]] base::Result<std::vector<SessionRecord>> sessions_of(sql::Session& session, std::string const& agent, base::Instant now);
// Writes it with a fresh id and the hash of a fresh secret, which is returned. Its times are set here.
[[nodiscard]] base::Result<std::string> open_session(sql::Session& session, SessionRecord record, base::Instant now);
// Goes on to another step under a new secret, which is returned; the old one ends. The end of the twelve hours stays.
[[nodiscard]] base::Result<std::string> renew_session(sql::Session& session, SessionRecord const& record, Step step, base::Instant now);
[[nodiscard]] base::Result<void> touch_session(sql::Session& session, std::string const& hash, base::Instant now);
[[nodiscard]] base::Result<void> end_session(sql::Session& session, std::string const& hash);
// All of the agent but that one ("": all).
[[nodiscard]] base::Result<void> end_sessions_of(sql::Session& session, std::string const& agent, std::string const& but_hash);
// Deletes what is over. Rows deleted.
[[nodiscard]] base::Result<std::uint64_t> sweep_sessions(sql::Session& session, base::Instant now);

}  // namespace bassin::partners
