// The desk at which people sign in: passwords, second factors, the confidentiality notice, invitations, resets.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "partners/agent.h"
#include "partners/password.h"
#include "partners/session.h"

namespace bassin::sql {
class Store;
}

namespace bassin::partners {

struct Policy {
  enum class SecondFactor : std::uint8_t { nobody, administrators, everybody };  // who must have one; all may
  SecondFactor second_factor = SecondFactor::administrators;
  PasswordCost cost;
  std::string installation = "Bassin";  // its name, in mails and on phones
  std::string address;                  // "https://bassin.example.fr": before the paths in mails
  std::string notice_version;           // of the confidentiality notice in force
};
inline constexpr std::int64_t notice_seconds = 90 * 24 * 3600, invitation_seconds = 7 * 24 * 3600, reset_seconds = 3600;

struct Mail {
  std::string to, name, subject, text;  // name: of whom it goes to; ""
};
// Keeps the mail in the transaction of what it tells; sent later. Nothing: this installation sends none.
using MailQueue = std::function<base::Result<void>(sql::Session&, Mail const&)>;

struct Desk {
  sql::Store& store;
  Policy policy;
  base::Clock now;
  MailQueue mail;
};

// Who stands at it.
struct Visitor {
  std::string address, browser;
  std::string place;  // the route, for the audit trail
};

// A session as its owner sees it.
struct State {
  SessionRecord session;
  Agent agent;
  std::vector<Membership> memberships;
  std::optional<Membership> organisation;  // for which the agent acts; nothing before the step `in`, and where there is none
  bool second_factor = false;              // set up
};
// Of the session's secret; nothing where it is over.
[[nodiscard]] base::Result<std::optional<State>> state_of(Desk const& desk, std::string_view secret);

// Each returns the secret of the session that follows. An account that is not there, has no password or another one:
// "partners.sign_in", alike and after the same time. "partners.locked" (seconds).
[[nodiscard]] base::Result<std::string> sign_in(Desk const& desk, std::string_view email, std::string_view password,
                                                Visitor const& visitor);
// The code of the phone, or one of recovery. "partners.no_step": the session is not at that step or over; "partners.code",
// "partners.locked".
[[nodiscard]] base::Result<std::string> show_second_factor(Desk const& desk, std::string_view secret, std::string_view code,
                                                           Visitor const& visitor);
[[nodiscard]] base::Result<std::string> accept_notice(Desk const& desk, std::string_view secret, Visitor const& visitor);
// "partners.unknown_organisation": no role there.
[[nodiscard]] base::Result<void> act_for(Desk const& desk, std::string_view secret, std::string const& organisation);
[[nodiscard]] base::Result<void> sign_out(Desk const& desk, std::string_view secret, Visitor const& visitor);
// "partners.sign_in" where the old one is wrong; the other sessions end.
[[nodiscard]] base::Result<void> change_password(Desk const& desk, std::string_view secret, std::string_view old_password,
                                                 std::string_view new_password, Visitor const& visitor);

struct Enrolment {
  std::string secret, uri;
};
// While signing in where one is needed, or when signed in; where there is one already, its `code` is asked for.
[[nodiscard]] base::Result<Enrolment> begin_second_factor(Desk const& desk, std::string_view secret, std::string_view code,
                                                          Visitor const& visitor);
struct Enrolled {
  std::string session;  // its secret from now on
  std::vector<std::string> recovery_codes;
};
// The first code of the new one. "partners.code".
[[nodiscard]] base::Result<Enrolled> confirm_second_factor(Desk const& desk, std::string_view secret, std::string_view code,
                                                           Visitor const& visitor);
// Takes it away, so that the agent sets up another.
[[nodiscard]] base::Result<void> remove_second_factor(sql::Session& session, Actor const& actor, std::string const& agent);

// The step to take next; `shown`: the second factor.
[[nodiscard]] base::Result<Step> next_step(sql::Session& session, Policy const& policy, Agent const& agent, bool shown, base::Instant now);

}  // namespace bassin::partners
