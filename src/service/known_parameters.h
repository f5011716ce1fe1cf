// What an endpoint takes behind its "?".
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/message.h"

namespace bassin::service {

// Errors: "query.unknown_parameter".
[[nodiscard]] base::Result<void> known_only(http::Pairs const& parameters, std::vector<std::string_view> const& known);

}  // namespace bassin::service
