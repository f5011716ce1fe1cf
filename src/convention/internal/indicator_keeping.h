// Who may touch which indicator.
#pragma once

#include <string>

#include "convention/indicator.h"

namespace bassin::convention::internal {

// Errors: "convention.unknown_action" (id), "convention.not_yours".
[[nodiscard]] base::Result<Action> changeable_action(sql::Session& session, Act const& act, std::string const& id);
// Errors: "convention.unknown_indicator" (id), "convention.not_yours".
[[nodiscard]] base::Result<Indicator> changeable_indicator(sql::Session& session, Act const& act, std::string const& id);

}  // namespace bassin::convention::internal
