// Campaigns and results of their targets in the bodies of requests.
#pragma once

#include "service/body.h"
#include "support/campaign_work.h"

namespace bassin::service {

inline constexpr std::string_view campaign_fields[] = {"title",    "means",  "theme",  "purpose", "action",
                                                       "startsOn", "endsOn", "script", "keptIn",  "agents"};
// Errors: those of Body.
[[nodiscard]] base::Result<support::CampaignFacts> campaign_facts_in(Body const& body);
[[nodiscard]] base::Result<support::TargetResult> target_result_in(Body const& body);
// "2018-01-31" of a field.
[[nodiscard]] base::Result<base::Date> campaign_day_in(Body const& body, std::string_view field);

}  // namespace bassin::service
