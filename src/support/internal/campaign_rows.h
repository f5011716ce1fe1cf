// Rows of campaigns and their targets.
#pragma once

#include <string>
#include <vector>

#include "access/record_json.h"
#include "sql/session.h"
#include "support/campaign_targets.h"

namespace bassin::support::internal {

// Error "support.not_yours" where it is another one's.
[[nodiscard]] base::Result<void> check_may_run(Act const& act, Campaign const& campaign);
[[nodiscard]] access::Json json_of(Target const& target);
// The one of that version. Errors: "support.unknown_target", "support.changed".
[[nodiscard]] base::Result<Target> current_target(sql::Session& session, Campaign const& campaign, std::string const& id,
                                                  std::int64_t version);
// By a condition over t, in order of numbers.
[[nodiscard]] base::Result<std::vector<Target>> targets_where(sql::Session& session, std::string_view condition,
                                                              std::vector<sql::Named> const& values, std::size_t most);
// Errors: "campaign.not_running".
[[nodiscard]] base::Result<void> check_running(Campaign const& campaign);
// Of one target, now.
[[nodiscard]] base::Result<Reachable> reach_now(sql::Session& session, Act const& act, Campaign const& campaign, base::Date today,
                                                Target const& target);
struct Spent {
  base::Date on;
  std::int64_t minutes = 0;
  std::string note;
};
// The exchange that a contact with the target is, whose id it keeps.
[[nodiscard]] base::Result<void> note_contact(sql::Session& session, Act const& act, Campaign const& campaign, base::Date today,
                                              Via const& via, Spent const& spent, Target& target);
// All but its campaign, number and business; of the next version.
[[nodiscard]] base::Result<void> keep_target(sql::Session& session, Act const& act, Target& target);

}  // namespace bassin::support::internal
