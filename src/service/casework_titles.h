// Businesses by name in lists of casework.
#pragma once

#include "service/casework_call.h"

namespace bassin::service {

// Adds "name" and "commune" to each object of the array by its "business": {"value"} or {"masked"}, as the reader may see that place;
// {"value": null} for one that neither the register nor the reader's view holds. Without the store.
[[nodiscard]] base::Result<void> put_titles(Call const& call, Casework const& casework, Json& list);

}  // namespace bassin::service
