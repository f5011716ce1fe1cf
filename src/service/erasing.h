// Changes that erase something.
#pragma once

#include "service/casework_call.h"

namespace bassin::service {

// change(), and what it erased is in no journal of the store any more either, see sql/erasure.h.
[[nodiscard]] base::Result<Json> erase(Call const& call, Casework const& casework, Change const& it);

}  // namespace bassin::service
