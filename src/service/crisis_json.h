// Crises as the API writes them; openapi.yaml is the contract.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "service/call.h"
#include "service/casework_names.h"

namespace bassin::crisis {
struct Case;
struct Crisis;
struct Figures;
struct Member;
struct Zone;
}  // namespace bassin::crisis

namespace bassin::service {

// Schema Crisis.
[[nodiscard]] Json crisis_json(crisis::Crisis const& it, CaseworkNames const& names);
// Schema CrisisMember.
[[nodiscard]] Json member_json(crisis::Member const& it, CaseworkNames const& names);
// Schema CrisisZone; the outline as GeoJSON, null where it is left out.
[[nodiscard]] Json zone_json(Call const& call, crisis::Zone const& it, CaseworkNames const& names);
// Schema CrisisFigures.
[[nodiscard]] Json figures_json(crisis::Figures const& it);
// Schema CrisisCase, without what the register says. `now`: a line that is past is nobody's.
[[nodiscard]] Json case_json(Call const& call, crisis::Case const& it, CaseworkNames const& names, std::string const& now);
// Agents whom it names.
void refer(crisis::Case const& it, Referred& out);

// {"code", "label"} of a commune today.
[[nodiscard]] Json commune_json(Call const& call, std::string const& code);

}  // namespace bassin::service
