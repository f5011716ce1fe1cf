// The people of the demonstration's year: contacts in businesses, follow-ups with partners, project holders. Nobody of these names is
// meant; their numbers are of those that are given to nobody (Arcep, decision 2018-0881: 01 99 00 …).
#pragma once

#include <random>
#include <span>
#include <string>
#include <vector>

#include "app/demonstration_work.h"
#include "support/act.h"

namespace bassin::sql {
class Session;
}

namespace bassin::app {

// Advisers, one of each partner in the order of the demonstration. `welcome`: the action towards which project holders count.
[[nodiscard]] base::Result<void> add_demonstration_people(sql::Session& session, std::span<DemonstrationAgent const> advisers,
                                                          std::vector<support::Subject> const& businesses, std::string const& welcome,
                                                          base::Date today, WorkDone& done);

}  // namespace bassin::app
