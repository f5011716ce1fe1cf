// Rows of indicators and of the values that were entered for them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "convention/indicator_facts.h"
#include "sql/session.h"

namespace bassin::convention::internal {

// All of a convention that were not removed; their targets read once for all of them.
[[nodiscard]] base::Result<std::vector<Indicator>> read_indicators(sql::Session& session, std::string const& convention);
// Errors: "convention.unknown_indicator" (id).
[[nodiscard]] base::Result<Indicator> read_indicator(sql::Session& session, std::string const& id);
[[nodiscard]] base::Result<void> insert(sql::Session& session, Indicator const& indicator);
[[nodiscard]] base::Result<void> update(sql::Session& session, Indicator const& indicator);
[[nodiscard]] base::Result<void> end(sql::Session& session, Indicator const& indicator, std::string const& at);
[[nodiscard]] std::string json_of(Indicator const& indicator);

[[nodiscard]] base::Result<void> insert(sql::Session& session, EnteredValue const& value);
[[nodiscard]] base::Result<void> end(sql::Session& session, EnteredValue const& value, std::string const& at);

}  // namespace bassin::convention::internal
