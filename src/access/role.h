// Roles in an organisation, and what each may do. The one table; every endpoint states the need that it has.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace bassin::access {

enum class Role : std::uint8_t {
  administrator,  // of an organisation: its people, teams and settings, and all that a coordinator does
  coordinator,    // runs the partnership for the organisation
  adviser,        // officer of an intercommunality or adviser of a chamber: works with businesses
  analyst,        // observatory: establishments without personal data
  elected,        // elected member: figures only
  field_agent,    // visits businesses; exports nothing
};
inline constexpr std::size_t role_count = 6;
// "field_agent".
[[nodiscard]] std::string_view id_of(Role role);
[[nodiscard]] std::optional<Role> parse_role(std::string_view id);

enum class Need : std::uint8_t {
  nothing,  // open to everybody: sign-in itself, health, legal pages
  signed_in,
  see_aggregates,       // figures of a territory
  see_businesses,       // lists and pages of establishments, the map
  see_personal,         // values kept from the public, contacts
  edit_businesses,      // tags, portfolios, corrections, businesses that the register lacks
  export_businesses,    // lists as files
  see_conventions,      // those that one's organisation is a party to
  run_conventions,      // writes them for it
  manage_partners,      // people and teams of one's own organisation
  manage_installation,  // organisations, imports, audit, settings of the server
};
inline constexpr std::size_t need_count = 11;
// "see_businesses".
[[nodiscard]] std::string_view id_of(Need need);

// manage_installation belongs to no role: it is given to an agent by name, who then manages the partners of every organisation.
[[nodiscard]] bool allows(Role role, Need need);

}  // namespace bassin::access
