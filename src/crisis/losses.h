// Businesses that a crisis cost: proposed where the register says that they are closed or where one said that it has ceased, and lost where
// an agent confirms it.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "crisis/after.h"

namespace bassin::crisis {

struct LostBusiness {
  std::string record, business, commune, organisation, agent;
  CaseState state = CaseState::potential;
  std::int64_t version = 0;
  bool ceased = false;                   // its last word says so
  std::optional<std::string> closed_on;  // by the register; "": a day that nobody knows
};
struct Losses {
  std::vector<LostBusiness> proposed;   // by id of the case
  std::vector<LostBusiness> confirmed;  // closed for good
  std::uint64_t denied = 0;             // proposed once, and not lost by what an agent said
};
// Of these businesses, those that the register says are closed, each with since when; asked once.
using ClosedBusinesses = std::function<base::Result<std::map<std::string, std::string>>(std::vector<std::string> const& businesses)>;
// Errors: "crisis.unknown" (id), those of `closed`.
[[nodiscard]] base::Result<Losses> losses_of(sql::Session& session, access::Reader const& reader, std::string const& crisis,
                                             ClosedBusinesses const& closed);

// Confirmed: its case is closed for good, also in a room that is closed. Denied: it is not proposed again, until somebody says of it anew
// that it has ceased. `why`: of a denial; "". Errors: "crisis.unknown_case" (id), "crisis.not_yours", "crisis.anonymised",
// "crisis.on_the_line" (by, until), "crisis.bad_value" (field, allowed): lost already; "crisis.changed" (now): somebody else changed
// the case since it was read.
[[nodiscard]] base::Result<Case> settle_loss(sql::Session& session, Act const& act, std::string const& record, std::int64_t version,
                                             bool lost, std::string const& why);

}  // namespace bassin::crisis
