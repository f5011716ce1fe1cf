// Campaigns as the API writes them; openapi.yaml is the contract.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "service/casework_call.h"
#include "service/casework_names.h"
#include "support/campaign_figures.h"
#include "support/campaign_work.h"
#include "support/contacts.h"

namespace bassin::service {

// Schema CampaignFigures: counts, and rates with what they are of.
[[nodiscard]] Json figures_json(support::Counted const& counted, support::Means means);

// Schema Campaign. Who sees no personal data reads neither the script nor who works on it.
[[nodiscard]] base::Result<Json> campaigns_json(sql::Session& session, access::Reader const& reader,
                                                std::vector<support::Campaign> const& campaigns);

// Schema CampaignTarget, without the business's name. `contacts`: those that the targets name, by id.
using ContactsById = std::map<std::string, support::Contact>;
[[nodiscard]] Json target_json(support::Target const& target, CaseworkNames const& names, ContactsById const& contacts,
                               std::string const& now);
// Schema CampaignVia.
[[nodiscard]] Json via_json(support::Via const& via, support::Means means, ContactsById const& contacts);

}  // namespace bassin::service
