// Letters that let somebody in: an invitation into an organisation, a reset of a password. Each holds a secret that the store
// keeps hashed, is good once, and for a time.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "partners/desk.h"

namespace bassin::partners {

struct Invitation {
  std::string id, agent, email, organisation, organisation_name;
  access::Role role = access::Role::elected;
  std::string created_at, expires_at, accepted_at, revoked_at;  // moments; "": not
  bool known = false;                                           // the address has an account: its own password lets it in
};
struct Invited {
  Invitation invitation;
  std::string link;  // where this installation sends no mail: for the inviter to hand over; else ""
};

// Makes the account where there is none, invited. An invitation of that agent into that organisation that still stands is revoked.
// Errors: "partners.bad_value", "partners.known_member", "partners.unknown_organisation"; those of the queue.
[[nodiscard]] base::Result<Invited> invite(Desk const& desk, Actor const& actor, std::string const& organisation, std::string_view email,
                                           access::Role role);
// Newest first, those of the last year.
[[nodiscard]] base::Result<std::vector<Invitation>> invitations_of(sql::Session& session, std::string const& organisation,
                                                                   base::Instant now);
// "partners.no_invitation": unknown, of another organisation, or accepted.
[[nodiscard]] base::Result<void> revoke_invitation(sql::Session& session, Actor const& actor, std::string const& organisation,
                                                   std::string const& id);

// Of its secret. "partners.no_invitation": unknown, accepted, revoked or too old.
[[nodiscard]] base::Result<Invitation> find_invitation(Desk const& desk, std::string_view token);
// Returns the secret of the session that follows. A new account gets name and password; one that is there must show its own
// password ("partners.sign_in", "partners.locked"), and the second factor after it. Of two at once one is accepted.
[[nodiscard]] base::Result<std::string> accept_invitation(Desk const& desk, std::string_view token, std::string_view name,
                                                          std::string_view password, Visitor const& visitor);
// The part of it that others share: within the transaction, the role is given and the invitation used up.
[[nodiscard]] base::Result<Invitation> use_invitation(sql::Session& session, std::string const& token_hash, std::string const& place,
                                                      base::Instant now);

// Queues a letter where the address has an account; says the same and takes about as long where not. Three letters an hour each.
[[nodiscard]] base::Result<void> ask_reset(Desk const& desk, std::string_view email, Visitor const& visitor);
// Sets the password and ends every session; the second factor stays. "partners.no_reset"; those of check_password().
[[nodiscard]] base::Result<void> reset_password(Desk const& desk, std::string_view token, std::string_view password,
                                                Visitor const& visitor);

}  // namespace bassin::partners
