#include "access/role.h"

#include "base/id_table.h"

#include <algorithm>
#include <array>

namespace bassin::access {

namespace {

constexpr std::array<std::string_view, role_count> role_ids = {"administrator", "coordinator", "adviser",
                                                               "analyst",       "elected",     "field_agent"};
constexpr std::array<std::string_view, need_count> need_ids = {
    "nothing",           "signed_in",       "see_aggregates",  "see_businesses",  "see_personal",       "edit_businesses",
    "export_businesses", "see_conventions", "run_conventions", "manage_partners", "manage_installation"};

constexpr std::uint32_t bit(Need need) { return 1U << static_cast<unsigned>(need); }

constexpr std::uint32_t of_all = bit(Need::nothing) | bit(Need::signed_in) | bit(Need::see_aggregates) | bit(Need::see_conventions);
constexpr std::uint32_t of_field = of_all | bit(Need::see_businesses) | bit(Need::see_personal) | bit(Need::edit_businesses);
constexpr std::uint32_t of_adviser = of_field | bit(Need::export_businesses);

constexpr std::array<std::uint32_t, role_count> granted = {
    of_adviser | bit(Need::run_conventions) | bit(Need::manage_partners),  // administrator
    of_adviser | bit(Need::run_conventions),                               // coordinator
    of_adviser,                                                            // adviser
    of_all | bit(Need::see_businesses) | bit(Need::export_businesses),     // analyst
    of_all,                                                                // elected
    of_field,                                                              // field_agent
};

}  // namespace

std::string_view id_of(Role role) { return role_ids[static_cast<std::size_t>(role)]; }

std::optional<Role> parse_role(std::string_view id) { return base::parse_id<Role>(role_ids, id); }

std::string_view id_of(Need need) { return need_ids[static_cast<std::size_t>(need)]; }

bool allows(Role role, Need need) { return (granted[static_cast<std::size_t>(role)] & bit(need)) != 0; }

}  // namespace bassin::access
