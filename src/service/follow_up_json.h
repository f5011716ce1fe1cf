// Follow-ups as answers tell them.
#pragma once

#include <vector>

#include "service/casework_names.h"
#include "support/follow_ups.h"

namespace bassin::service {

// With the names of all that they refer to, and what the reader may do with each now.
[[nodiscard]] base::Result<Json> follow_ups_json(sql::Session& session, access::Reader const& reader,
                                                 std::vector<support::SeenFollowUp> const& all);

}  // namespace bassin::service
