// Whom a need of a business may be handed to, and why one rather than another.
#pragma once

#include "service/casework_call.h"

namespace bassin::service {

// GET /api/v1/establishments/{id}/receivers: the reader's own organisation, and the partners bound to it by a convention in force there;
// the chambers of the business first, each with the rule by which it is theirs.
[[nodiscard]] base::Result<Json> get_receivers(Call const& call, Casework const& casework);

}  // namespace bassin::service
