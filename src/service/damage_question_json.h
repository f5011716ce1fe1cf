// What a damage report asks, as the API writes it; openapi.yaml is the contract.
#pragma once

#include "service/context.h"

namespace bassin::service {

// Schemas DamageQuestion and DamageBand; `owners`: of their form alone.
[[nodiscard]] Json questions_json(bool owners);
// Those that farms alone are asked, with the headings of damage that concern them.
[[nodiscard]] Json farm_questions_json();
[[nodiscard]] Json bands_json();

}  // namespace bassin::service
