// What is known before a flood, as the API writes it; openapi.yaml is the contract.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "service/casework_names.h"
#include "service/exposure_ground.h"
#include "support/campaign_reach.h"

namespace bassin::service {

// Whom to call, of contacts that partners named; by business.
using NightContacts = std::map<std::string, support::Reachable>;
// Of rows where somebody is named, to who may see it: what persons opposed is honoured. Others' contacts that are shown are written down.
[[nodiscard]] base::Result<NightContacts> night_contacts(Call const& call, Casework const& casework,
                                                         std::vector<exposure::Readiness const*> const& noted);
// The person and each number by which it may be called for a crisis; the first one stands for the name.
[[nodiscard]] std::vector<support::Via> vias_of(NightContacts const& contacts, exposure::Readiness const& noted);

// Agents whom these name.
void refer(exposure::Readiness const& it, Referred& out);
// Schema ExposureReadiness.
[[nodiscard]] Json readiness_json(exposure::Readiness const& it, NightContacts const& contacts, CaseworkNames const& names);
// Schema HazardLayer.
[[nodiscard]] Json layer_json(exposure::Layer const& it, CaseworkNames const& names);
// Schema ExposureCount; without what the reader is not told of last contacts.
[[nodiscard]] Json count_json(Call const& call, exposure::Count const& it);
// Schema ExposedBusiness of each.
[[nodiscard]] base::Result<Json> exposed_json(Call const& call, Casework const& casework, Exposed const& all,
                                              std::vector<ExposedRow> const& rows);

}  // namespace bassin::service
