// Campaigns: one file a group of endpoints. Their contract is openapi.yaml.
#pragma once

#include "service/casework_call.h"
#include "support/campaigns.h"

namespace bassin::service {

class Routes;
struct ExportParts;

void add_campaign_target_endpoints(Routes& routes, Casework const& casework);
void add_campaign_work_endpoints(Routes& routes, Casework const& casework);
void add_campaign_file_endpoints(Routes& routes, Casework const& casework, ExportParts const& exports);

// All of them; `casework` and `exports` outlive the routes.
void add_campaign_endpoints(Routes& routes, Casework const& casework, ExportParts const& exports);

// The campaign that the path names. Errors: "support.unknown_campaign".
[[nodiscard]] base::Result<support::Campaign> campaign_asked(sql::Session& session, Call const& call);
// The same between transactions, for who asks the register before writing.
[[nodiscard]] base::Result<support::Campaign> campaign_asked(Call const& call, Casework const& casework);

}  // namespace bassin::service
