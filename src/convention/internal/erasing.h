// A convention and all that hangs on it, taken out of the store.
#pragma once

#include <string>

#include "sql/session.h"

namespace bassin::convention::internal {

// Errors: "sql.no_parent" where work counts towards one of its actions, or another convention hangs on it.
[[nodiscard]] base::Result<void> erase(sql::Session& session, std::string const& convention);

}  // namespace bassin::convention::internal
