// Rows of sittings and decisions.
#pragma once

#include <string>
#include <vector>

#include "convention/committee.h"
#include "sql/session.h"

namespace bassin::convention::internal {

// All of a convention, the latest first; attendance and decisions read once for all of them.
[[nodiscard]] base::Result<std::vector<Sitting>> read_sittings(sql::Session& session, std::string const& convention);
// Errors: "convention.unknown_sitting" (id).
[[nodiscard]] base::Result<Sitting> read_sitting(sql::Session& session, std::string const& id);
[[nodiscard]] base::Result<void> insert(sql::Session& session, Sitting const& sitting);
[[nodiscard]] base::Result<void> update(sql::Session& session, Sitting const& sitting);
[[nodiscard]] base::Result<void> erase(sql::Session& session, Sitting const& sitting);
// Names of persons are not told to the trail: who came for whom is in the record alone.
[[nodiscard]] std::string json_of(Sitting const& sitting);

// Errors: "convention.unknown_decision" (id).
[[nodiscard]] base::Result<Decision> read_decision(sql::Session& session, std::string const& id);
[[nodiscard]] base::Result<void> insert(sql::Session& session, Decision const& decision);
[[nodiscard]] base::Result<void> update(sql::Session& session, Decision const& decision);
[[nodiscard]] base::Result<void> erase(sql::Session& session, Decision const& decision);
[[nodiscard]] std::string json_of(Decision const& decision);

}  // namespace bassin::convention::internal
