// What a convention opens, written for `access`.
#pragma once

#include <string>
#include <vector>

#include "convention/sharing.h"

namespace bassin::convention::internal {

// Called after whatever of a convention changed: its status, its term, its parties, its perimeter, its annex. An annual application
// goes by the annex of its framework.
[[nodiscard]] base::Result<void> write_sharing(sql::Session& session, Convention const& convention);

// Those in force of a convention, in the order in which they took effect.
[[nodiscard]] base::Result<std::vector<Statement>> read_statements(sql::Session& session, std::string const& convention);

// What was proposed while the parties were others is asked again.
[[nodiscard]] base::Result<void> overtake_annexes(sql::Session& session, std::string const& convention);

}  // namespace bassin::convention::internal
