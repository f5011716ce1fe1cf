// What is recorded of migrations.
#pragma once

#include <vector>

#include "base/result.h"
#include "sql/session.h"

namespace bassin::sql {

// Sorted; none where the store is new.
[[nodiscard]] base::Result<std::vector<int>> applied_numbers(Session& session);

}  // namespace bassin::sql
