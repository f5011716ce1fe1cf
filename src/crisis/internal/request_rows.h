// Rows of requests.
#pragma once

#include <set>
#include <string>
#include <unordered_map>

#include "crisis/requests.h"

namespace bassin::crisis::internal {

[[nodiscard]] base::Result<std::vector<Request>> requests_on(sql::Session& session, std::string const& record);
// Rights that are noted on each case of a crisis.
[[nodiscard]] base::Result<std::unordered_map<std::string, std::set<std::string>>> rights_noted(sql::Session& session,
                                                                                                std::string const& crisis);

}  // namespace bassin::crisis::internal
