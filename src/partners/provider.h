// Signing in through a provider of OpenID Connect, which has already said who it is: attempts, links to accounts, sessions.
// An identity becomes an account's by an invitation or by the account's owner, never by an e-mail address (decision 15).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "partners/desk.h"

namespace bassin::partners {

inline constexpr std::int64_t attempt_seconds = 10 * 60;

// What a sign-in through the provider is for.
struct ProviderPurpose {
  std::string invitation;   // its hash: to accept it
  std::string session;      // the hash of the session of the agent who links the own account
  std::string agent;        // that agent
  std::string return_path;  // where the browser goes afterwards; a path of ours
};
// `browser` and `state` go with the browser, the one in a cookie, the other by way of the provider; the store keeps their hashes.
struct ProviderAttempt {
  std::string browser, state, nonce, verifier;
};
[[nodiscard]] ProviderAttempt new_provider_attempt();
// Keeps it for the browser's return. Errors: "partners.locked" (seconds): too many begun from that address.
[[nodiscard]] base::Result<void> begin_provider(Desk const& desk, ProviderAttempt const& attempt, ProviderPurpose const& purpose,
                                                Visitor const& visitor);

struct TakenAttempt {
  ProviderAttempt attempt;
  ProviderPurpose purpose;
};
// Once. Errors: "partners.provider_attempt": unknown, of another browser, taken, or too old; "partners.locked".
[[nodiscard]] base::Result<TakenAttempt> take_provider_attempt(Desk const& desk, std::string_view browser, std::string_view state,
                                                               Visitor const& visitor);

// As the provider says; its tokens were verified.
struct ProviderIdentity {
  std::string issuer, idp, subject;
  std::string name;                  // ""
  std::optional<std::string> siret;  // where the organisation follows from it
  std::vector<std::string> methods;  // for the audit trail
  std::string id_token;
};
// Each returns the secret of the session that follows. Errors of all: "partners.provider_organisation" (siren): the agent has no role in
// an organisation of that number, active today.
// "partners.provider_unlinked": nobody's.
[[nodiscard]] base::Result<std::string> sign_in_by_provider(Desk const& desk, ProviderIdentity const& identity, Visitor const& visitor);
// A new account becomes that identity's; one that is there must have it already: "partners.provider_known_account". Errors also:
// "partners.no_invitation", "partners.provider_taken".
[[nodiscard]] base::Result<std::string> accept_by_provider(Desk const& desk, std::string const& invitation_hash,
                                                           ProviderIdentity const& identity, Visitor const& visitor);
// For the agent whose session began it and still stands ("partners.no_step"), who is told by mail. "partners.provider_taken": another's.
[[nodiscard]] base::Result<void> link_provider(Desk const& desk, ProviderPurpose const& purpose, ProviderIdentity const& identity,
                                               Visitor const& visitor);

struct ProviderLink {
  std::string id, issuer, idp, linked_at;
};
[[nodiscard]] base::Result<std::vector<ProviderLink>> provider_links(sql::Session& session, std::string const& agent);
// Sessions that the provider began end. Errors: "partners.unknown_link"; "partners.provider_last": without it and without a password
// nobody would get in.
[[nodiscard]] base::Result<void> unlink_provider(sql::Session& session, Actor const& actor, std::string const& id);
// A row of the audit trail; `agent` "" where it is not known.
[[nodiscard]] base::Result<void> record_provider_failure(Desk const& desk, std::string const& agent, std::string_view reason,
                                                         Visitor const& visitor);

}  // namespace bassin::partners
