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

// That tell of the organisation in a period that ends on `to` (convention::told_of()), whatever they count towards; one that counts towards
// no action, or a follow-up's towards one of a convention in which it has no part, has an empty one. Those that begin after it, or ended
// before `from`, may be left out.
[[nodiscard]] base::Result<std::vector<convention::Delay>> delays_of_organisation(sql::Session& session, std::string const& organisation,
                                                                                  base::Date from, base::Date to);

}  // namespace bassin::support
