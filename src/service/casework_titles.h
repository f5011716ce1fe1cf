// Businesses by name in lists of casework.
#pragma once

#include "service/casework_call.h"

namespace bassin::service {

// Adds "name" and "commune" to each object of the array by its "business": {"value"} or {"masked"}, as the reader may see that place;
// null for one that neither the register nor the reader's view holds. The store is asked only where projects are among them.
[[nodiscard]] base::Result<void> put_titles(Call const& call, Casework const& casework, Json& list);
// As a name of a row is written.
struct FileTitle;
[[nodiscard]] Json name_json(FileTitle const& title);
// Within a transaction.
[[nodiscard]] base::Result<void> put_titles(Call const& call, Casework const& casework, sql::Session& session, Json& list);

}  // namespace bassin::service
