// What a crisis leaves behind: figures, without anybody to whom they could be put down.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"

namespace bassin::sql {
class Session;
}

namespace bassin::crisis {

// One crisis that was closed before that moment: each business on its list becomes a token that names none, what was typed about them, who
// did it and the trail go. States, communes, organisations and days stay: its figures are what they were. How many were, 0 or 1; asked
// again until nothing is left to do.
[[nodiscard]] base::Result<std::uint64_t> anonymise_one(sql::Session& session, std::string const& closed_before);

}  // namespace bassin::crisis
