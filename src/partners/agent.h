// People: one account each, with a role in one or several organisations.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "access/audit.h"
#include "access/role.h"
#include "base/result.h"

namespace bassin::sql {
class Session;
}

namespace bassin::partners {

using access::Actor;

struct Agent {
  std::string id, email, name;
  std::string state;          // "invited", "active", "left"
  bool installation = false;  // runs the installation
};
// A role in an organisation that is active today.
struct Membership {
  std::string organisation, name, kind, territory;
  access::Role role = access::Role::elected;
};
struct Absence {
  std::string from, until;  // days, both included
  std::string substitute;   // id; ""
};
struct Colleague {
  Agent agent;
  access::Role role = access::Role::elected;
  std::optional<Absence> absence;
  bool second_factor = false;
};

[[nodiscard]] base::Result<bool> has_agents(sql::Session& session);
// Errors: "partners.unknown_agent".
[[nodiscard]] base::Result<Agent> find_agent(sql::Session& session, std::string const& id);
[[nodiscard]] base::Result<std::optional<Agent>> agent_by_email(sql::Session& session, std::string_view email);
[[nodiscard]] base::Result<std::vector<Agent>> all_agents(sql::Session& session);
// By id, in one statement: for lists of what people did. Who is not there any more is left out.
[[nodiscard]] base::Result<std::map<std::string, std::string>> agent_names(sql::Session& session, std::set<std::string> const& ids);
// By name of the organisation.
[[nodiscard]] base::Result<std::vector<Membership>> memberships_of(sql::Session& session, std::string const& agent, std::string const& day);
// Everybody with a current role in it, by name.
[[nodiscard]] base::Result<std::vector<Colleague>> colleagues_of(sql::Session& session, std::string const& organisation);
// The role that the agent has there now.
[[nodiscard]] base::Result<std::optional<access::Role>> role_in(sql::Session& session, std::string const& agent,
                                                                std::string const& organisation);

struct NewAgent {
  std::string email, name;
  std::string state = "invited";
  bool installation = false;
  std::string password_hash;  // ""
};
// Errors: "partners.bad_value", "partners.known_email".
[[nodiscard]] base::Result<Agent> add_agent(sql::Session& session, Actor const& actor, NewAgent const& values);
[[nodiscard]] base::Result<void> set_password(sql::Session& session, Actor const& actor, std::string const& agent, std::string const& hash);
// Errors: "partners.known_member": there already.
[[nodiscard]] base::Result<void> add_membership(sql::Session& session, Actor const& actor, std::string const& agent,
                                                std::string const& organisation, access::Role role);
// The role ends; none: nothing to do. For a role that was given by mistake, or with a change that is undone.
[[nodiscard]] base::Result<void> end_membership(sql::Session& session, Actor const& actor, std::string const& agent,
                                                std::string const& organisation);
// An organisation keeps an administrator, and the installation somebody who runs it: "partners.last_administrator", unless
// `even_last`. "partners.unknown_agent" where the agent has no role there.
[[nodiscard]] base::Result<void> change_role(sql::Session& session, Actor const& actor, std::string const& agent,
                                             std::string const& organisation, access::Role role, bool even_last);
[[nodiscard]] base::Result<void> set_installation(sql::Session& session, Actor const& actor, std::string const& agent, bool installation);
// Nothing: present. Errors: "partners.bad_value", "partners.unknown_agent" (substitute not of that organisation).
[[nodiscard]] base::Result<void> set_absence(sql::Session& session, Actor const& actor, std::string const& agent,
                                             std::string const& organisation, std::optional<Absence> const& absence);

// What an agent holds in an organisation and another takes over; `to` "": nobody, it stays with the organisation. Run in the
// transaction in which the agent leaves.
struct HandOver {
  std::string agent, organisation, to;
};
using HandOverHook = std::function<base::Result<void>(sql::Session&, Actor const&, HandOver const&)>;

// Ends the agent's role and sessions there, with hand-over; who has no role left anywhere is gone for good: password, second
// factor and links to a provider are deleted. Errors: "partners.unknown_agent" (also of `to`), "partners.last_administrator".
[[nodiscard]] base::Result<void> leave(sql::Session& session, Actor const& actor, HandOver const& hand_over,
                                       std::vector<HandOverHook> const& hooks, bool even_last);

}  // namespace bassin::partners
