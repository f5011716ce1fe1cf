// An agent leaves an organisation: what was theirs goes to a colleague.
#pragma once

#include <cstdint>
#include <string>

#include "access/audit.h"
#include "base/result.h"

namespace bassin::sql {
class Session;
}

namespace bassin::support {

struct HandedOver {
  std::uint64_t portfolios = 0;
  std::uint64_t selections = 0;  // shared ones; private ones are deleted
  std::uint64_t zones = 0;       // likewise
  std::uint64_t reminders = 0;   // still to do
  friend bool operator==(HandedOver const&, HandedOver const&) = default;
};

// Nobody (`to` ""): portfolios, shared selections, zones, reminders and follow-ups stay under the leaver's name, and coordinators see to
// them. Within one organisation, in the transaction in which the agent leaves it. The caller has seen to it that both are its agents.
[[nodiscard]] base::Result<HandedOver> hand_over(sql::Session& session, access::Actor const& actor, std::string const& organisation,
                                                 std::string const& from, std::string const& to);

}  // namespace bassin::support
