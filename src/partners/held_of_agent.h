// What accounts hold of an agent, and when that is forgotten (docs/decisions/0036-what-is-held-of-a-person.md).
#pragma once

#include <span>

#include "access/held.h"
#include "base/date.h"

namespace bassin::partners {

[[nodiscard]] std::span<access::Held const> held_of_agent();

// Takes names and addresses of those who left before the day, or were invited and did not come, and what the trail says of their accounts;
// at most `most` of them. How many.
[[nodiscard]] base::Result<std::uint64_t> forget_names(sql::Session& session, base::Date before, std::size_t most);

}  // namespace bassin::partners
