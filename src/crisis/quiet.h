// Rooms in which nobody writes any more: proposed to be closed, and closed by nobody but who runs them.
#pragma once

#include <map>
#include <string>

#include "crisis/crisis.h"

namespace bassin::crisis {

// A room is written in every day at first, then at the weekly meeting of the cell: two meetings without a word are no crisis any more.
inline constexpr int quiet_days = 14;

// Rooms that the reader's organisation has joined, open, in which nothing was written for quiet_days, each with the moment of the last
// word. One statement. A phone held is no word; a damage report of an owner is.
[[nodiscard]] base::Result<std::map<std::string, std::string>> quiet_rooms(sql::Session& session, access::Reader const& reader,
                                                                           base::Instant now);

}  // namespace bassin::crisis
