// What a convention opens, written for `access`.
#pragma once

#include <string>
#include <vector>

#include "convention/sharing.h"

namespace bassin::convention::internal {

// Called after whatever of a convention changed: its status, its term, its parties, its perimeter.
[[nodiscard]] base::Result<void> write_sharing(sql::Session& session, Convention const& convention);

}  // namespace bassin::convention::internal
