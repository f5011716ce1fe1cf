// How often somebody may try to sign in: each subject (an account, an address, a second factor) has a few attempts, and then
// waits twice as long after each one more. An account that is not there is treated as one that is.
#pragma once

#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/result.h"

namespace bassin::sql {
class Session;
}

namespace bassin::partners {

struct Tolerance {
  std::int64_t attempts = 5;        // without waiting
  std::int64_t first_seconds = 30;  // doubles with each attempt more
  std::int64_t most_seconds = 15 * 60;
  std::int64_t forgotten_seconds = 24 * 3600;  // without an attempt
};
inline constexpr Tolerance account_tolerance{};
// Whole town halls come from one address.
inline constexpr Tolerance address_tolerance{.attempts = 30, .forgotten_seconds = 15 * 60};
// Sign-ins through a provider, which guards the password itself: begun and not brought to an end.
inline constexpr Tolerance provider_tolerance{.attempts = 120, .most_seconds = 60, .forgotten_seconds = 15 * 60};

[[nodiscard]] std::string account_subject(std::string_view email);
// Of IPv6 the network of 64 bits: one machine has all of it.
[[nodiscard]] std::string address_subject(std::string_view address);
[[nodiscard]] std::string code_subject(std::string_view agent);
[[nodiscard]] std::string provider_subject(std::string_view address);

// Counts an attempt before it is judged, so that many at once are no way around. "partners.locked" (seconds) where it must
// wait; that counts nothing.
[[nodiscard]] base::Result<void> count_attempt(sql::Session& session, std::string const& subject, Tolerance const& tolerance,
                                               base::Instant now);
// The attempt was right: an account starts anew, an address gets that one back.
[[nodiscard]] base::Result<void> forget_attempts(sql::Session& session, std::string const& subject);
[[nodiscard]] base::Result<void> give_back_attempt(sql::Session& session, std::string const& subject);

}  // namespace bassin::partners
