// Rows of needs.
#pragma once

#include <string_view>

#include "sql/session.h"
#include "support/needs.h"

namespace bassin::support::internal {

inline constexpr std::string_view need_columns =
    "id, organisation, agent, business, commune, theme, text, action, kept_in, state, to_organisation, to_team, to_agent, handed_at, "
    "taken_by, outcome, follow_up, version, created_at, changed_at";

[[nodiscard]] Need need_of(sql::Row const& row);
[[nodiscard]] NeedStep step_of(sql::Row const& row);
// For the audit trail, and for "what it is now".
[[nodiscard]] std::string json_of(Need const& need);

[[nodiscard]] base::Result<void> insert(sql::Session& session, Need const& need);
// What may change of it.
[[nodiscard]] base::Result<void> update(sql::Session& session, Need const& need);
// A step, and that its organisations are involved from now on.
[[nodiscard]] base::Result<void> add_step(sql::Session& session, Need const& need, NeedStep const& step);

}  // namespace bassin::support::internal
