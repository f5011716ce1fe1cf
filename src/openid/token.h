// Signed tokens of a provider (RFC 7515, 7519): whether it is the provider's, ours, of this sign-in and of now.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "openid/keys.h"

namespace bassin::openid {

inline constexpr std::size_t most_token_bytes = 32 * 1024;
inline constexpr std::int64_t skew_seconds = 60;       // between the provider's clock and ours
inline constexpr std::int64_t most_age_seconds = 600;  // of a token that is shown for the first time

// What of a token or an answer we look at. Texts "" and numbers nothing where they are missing.
struct Claims {
  std::string issuer, subject, nonce, party;  // iss, sub, nonce, azp
  std::vector<std::string> audience;
  std::optional<std::int64_t> expires, issued;  // seconds since 1970
  std::string idp, siret, name, email;          // idp_id, siret; the name from its parts where they are given
  std::vector<std::string> methods;             // amr
};
// Errors: "openid.token" (reason): no object, or a member of another type.
[[nodiscard]] base::Result<Claims> parse_claims(std::string_view json);

// How signatures are verified: RS256 and ES256 with the provider's keys, HS256 with the secret where one is given, and no other way.
struct Trust {
  Keys const& keys;
  std::string secret;
};
// The claims of a token whose signature is right; nothing else of it is judged. Errors: "openid.token" (reason: "form", "algorithm",
// "signature"…), "openid.unknown_key": none of the keys has its id.
[[nodiscard]] base::Result<Claims> verify_signature(std::string_view token, Trust const& trust);

struct Expected {
  std::string issuer, client;
  base::Instant now;
};
// Issuer, audience, authorised party, and the times that are stated. Errors: "openid.token" (reason: the claim).
[[nodiscard]] base::Result<void> check_claims(Claims const& claims, Expected const& expected);
// Of an id_token besides: its times are stated, its subject is, and it answers that sign-in.
[[nodiscard]] base::Result<void> check_id_token(Claims const& claims, Expected const& expected, std::string_view nonce);

}  // namespace bassin::openid
