// Delays of needs and follow-ups, from their own records.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "convention/delay.h"

namespace bassin::sql {
class Session;
}

namespace bassin::support {

// Of what counts towards an action of the convention: needs by their giver's action and by that of who took them, follow-ups by theirs. A
// need that was withdrawn has none, one that was passed on runs from its first handing.
[[nodiscard]] base::Result<std::vector<convention::Delay>> delays_of_convention(sql::Session& session, std::string const& convention);

}  // namespace bassin::support
