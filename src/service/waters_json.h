// River levels as answers.
#pragma once

#include "service/call.h"
#include "waters/proposal.h"
#include "waters/station.h"

namespace bassin::service {

// Schema WaterLevel: {"at", "value", "unit", "fresh"}.
[[nodiscard]] Json level_json(waters::Format format, waters::Level const& level, base::Instant now);
// Schema WaterStation. Its address and why its source fails are for who runs the installation.
[[nodiscard]] Json station_json(Call const& call, waters::Station const& it, base::Instant now);

}  // namespace bassin::service
