// Rights of cases as the API writes them.
#pragma once

#include <nlohmann/json.hpp>

#include "crisis/case_rights.h"
#include "service/casework_call.h"
#include "service/casework_names.h"

namespace bassin::service {

// Schema CaseRights.
[[nodiscard]] Json rights_json(Call const& call, crisis::CaseRights const& it, CaseworkNames const& names);
// Agents whom it names.
void refer(crisis::CaseRights const& it, Referred& out);
// Schema CrisisAid.
[[nodiscard]] Json aid_json(crisis::Aid const& it);
[[nodiscard]] Json conditions_json(std::vector<reference::Condition> const& conditions);

}  // namespace bassin::service
