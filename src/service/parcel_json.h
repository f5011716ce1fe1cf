// Parcels as the API writes them; openapi.yaml is the contract.
#pragma once

#include <nlohmann/json.hpp>

#include "crisis/land.h"
#include "service/call.h"
#include "service/casework_names.h"

namespace bassin::service {

// Schema ParcelLayer.
[[nodiscard]] Json layer_json(Call const& call, crisis::ParcelLayer const& it, CaseworkNames const& names);
// Schema CropGroup; null for a group that is not known.
[[nodiscard]] Json group_json(Call const& call, int code);
// Schema LandSum.
[[nodiscard]] Json land_sum_json(crisis::LandSum const& it);
// The number of a farm as this reader may see it: {"text", "whole"}; null where it has none.
[[nodiscard]] Json pacage_json(Call const& call, std::optional<crisis::FarmNumber> const& it);

}  // namespace bassin::service
