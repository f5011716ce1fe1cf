// Decrees as the API writes them.
#pragma once

#include <nlohmann/json.hpp>

#include "crisis/decrees.h"
#include "service/casework_call.h"
#include "service/casework_names.h"

namespace bassin::service {

// Schema Decree.
[[nodiscard]] Json decree_json(Call const& call, crisis::KeptDecree const& it, CaseworkNames const& names);

}  // namespace bassin::service
