// What stays open in a room, told before it is closed.
#pragma once

#include <cstdint>
#include <string>

#include "crisis/crisis.h"

namespace bassin::crisis {

struct StaysOpen {
  std::uint64_t unreached = 0;  // on the list, and nobody has reported or reached them
  std::uint64_t cases = 0;      // hit, without an end
  std::uint64_t nobodys = 0;    // of these, in nobody's hand
  std::uint64_t requests = 0;   // asked for and not decided
  std::uint64_t to_do = 0;      // lessons that are to be done and are not
  std::uint64_t reports = 0;    // damage reports that wait for their business
  std::uint64_t deadlines = 0;  // of rights, ahead, by rules and decrees: whatever the register would propose of a business
  std::uint64_t to_follow = 0;  // businesses with a term that is due or comes within a year and a bit
};
// Errors: "crisis.unknown" (id), also for a reader without see_personal.
[[nodiscard]] base::Result<StaysOpen> stays_open(sql::Session& session, access::Reader const& reader, std::string const& crisis,
                                                 base::Date today);

}  // namespace bassin::crisis
