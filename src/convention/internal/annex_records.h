// Rows of sharing annexes.
#pragma once

#include <string>
#include <vector>

#include "convention/annex.h"
#include "sql/session.h"

namespace bassin::convention::internal {

// All of a convention, the newest first; each list read once for all of them.
[[nodiscard]] base::Result<std::vector<Annex>> read_annexes(sql::Session& session, std::string const& convention);

[[nodiscard]] base::Result<void> insert(sql::Session& session, Annex const& annex);
// Its status, number, days and agreements.
[[nodiscard]] base::Result<void> update(sql::Session& session, Annex const& annex);

[[nodiscard]] std::string json_of(Annex const& annex);

}  // namespace bassin::convention::internal
