// Rows of action sheets.
#pragma once

#include <string>
#include <vector>

#include "convention/action.h"
#include "sql/session.h"

namespace bassin::convention::internal {

// All of a convention, each list read once for all of them.
[[nodiscard]] base::Result<std::vector<Action>> read_actions(sql::Session& session, std::string const& convention);
[[nodiscard]] base::Result<Action> read_action(sql::Session& session, std::string const& id);

[[nodiscard]] base::Result<void> insert(sql::Session& session, Action const& action);
[[nodiscard]] base::Result<void> update(sql::Session& session, Action const& action);

[[nodiscard]] std::string json_of(Action const& action);

}  // namespace bassin::convention::internal
