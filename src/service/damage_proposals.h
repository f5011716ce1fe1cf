// Which businesses a damage report may be about, and why; an agent says which it is.
#pragma once

#include <string>
#include <vector>

#include "crisis/cases.h"
#include "service/casework_call.h"

namespace bassin::service {

inline constexpr double near_m = 50;
inline constexpr std::size_t proposals_most = 8;

// Schema DamageProposals, the likeliest first. What the reader's view does not hold, or the reader may not read, takes no part; near
// businesses are those whose position is public. Errors: those of crisis::find_damage_report(), "service.not_ready".
[[nodiscard]] base::Result<Json> proposals_json(Call const& call, Casework const& casework, std::string const& report);

// Schema DamageReports, `cases`: what the register calls the businesses of these, as the reader may see it.
[[nodiscard]] base::Result<Json> cases_named(Call const& call, Casework const& casework, std::vector<crisis::Case> const& cases);

}  // namespace bassin::service
