// Parcels as the API writes them; openapi.yaml is the contract.
#pragma once

#include <optional>

#include <nlohmann/json.hpp>

#include "service/call.h"
#include "service/casework_names.h"

namespace bassin::crisis {
struct FarmNumber;
struct LandSum;
struct ParcelLayer;
}  // namespace bassin::crisis

namespace bassin::service {

// Schema ParcelLayer.
[[nodiscard]] Json layer_json(Call const& call, crisis::ParcelLayer const& it, CaseworkNames const& names);
// Schema LandSum.
[[nodiscard]] Json land_sum_json(crisis::LandSum const& it);
// The number of a farm as this reader may see it: {"text", "whole"}; null where it has none.
[[nodiscard]] Json pacage_json(Call const& call, std::optional<crisis::FarmNumber> const& it);

}  // namespace bassin::service
