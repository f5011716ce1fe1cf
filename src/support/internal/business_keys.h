// The keys under which casework knows one business.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "sql/session.h"

namespace bassin::support::internal {

// The business and what was matched with it, as a condition over `column` with the value :business.
[[nodiscard]] std::string about_business(std::string_view column);

// The keys under which casework keeps the business: its own, and those of local businesses matched with it.
[[nodiscard]] base::Result<std::vector<std::string>> keys_of(sql::Session& session, std::string const& business);

}  // namespace bassin::support::internal
