// Whom a campaign is to reach, and what came of it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "support/campaign_reach.h"
#include "support/campaigns.h"

namespace bassin::support {

enum class TargetState : std::uint8_t {
  waiting,
  aside,
  sent,       // of a mailing
  no_answer,  // of calls and visits: nobody there
  call_back,  // on a day
  reached,    // spoken to
  answered,
  wrong,    // number or address
  refused,  // does not want to be contacted any more
};
inline constexpr std::size_t target_state_count = 9;
[[nodiscard]] std::string_view id_of(TargetState state);
[[nodiscard]] std::optional<TargetState> parse_target_state(std::string_view id);

struct Target {
  std::string id, campaign;
  std::int64_t number = 0;  // in the campaign, from 1
  std::string business, commune;
  std::string contact, channel;  // by whom it is reached, or was; ""
  TargetState state = TargetState::waiting;
  Aside aside = Aside::none;
  std::string answer;  // "yes", "no", "other"; ""
  std::string note;
  std::string on;  // day of the last result; ""
  std::string call_back_on;
  std::int64_t attempts = 0;
  std::string agent;                           // of the last result
  std::string exchange, reminder, opposition;  // that it made
  bool filed = false;                          // it stands in the file of recipients
  std::string held_by, held_until;             // an agent who is on it, until a moment
  std::int64_t version = 0;
  std::string changed_at;
};

inline constexpr std::size_t campaign_targets_most = 5'000;
inline constexpr std::size_t targets_page = 100;

// All of these: to who sees personal data.

struct TargetQuery {
  std::optional<TargetState> state;
  std::int64_t after = 0;  // number of the last one of the page before
};
// By number, at most targets_page.
[[nodiscard]] base::Result<std::vector<Target>> targets_of(sql::Session& session, Campaign const& campaign, TargetQuery const& query);
// Errors: "support.unknown_target" (id).
[[nodiscard]] base::Result<Target> find_target(sql::Session& session, Campaign const& campaign, std::string const& id);
// Businesses of those that may still be contacted: waiting and set aside ones.
[[nodiscard]] base::Result<std::vector<std::string>> open_businesses(sql::Session& session, Campaign const& campaign);

struct Added {
  std::size_t added = 0, already = 0;
};
// While it is prepared. Errors: "campaign.not_preparing", "campaign.too_many" (found, allowed), "support.not_yours".
[[nodiscard]] base::Result<Added> add_targets(sql::Session& session, Act const& act, Campaign const& campaign, base::Date today,
                                              std::vector<Subject> const& subjects);
// Errors: also "support.unknown_target" (id).
[[nodiscard]] base::Result<void> remove_target(sql::Session& session, Act const& act, Campaign const& campaign, std::string const& id);

// Businesses that the register's side sets aside.
using Unfit = std::map<std::string, Aside>;
struct Checked {
  std::size_t reachable = 0, aside = 0, changed = 0;
};
// Looks again at each target that was not contacted: who opposed meanwhile is set aside, who can be reached now waits.
[[nodiscard]] base::Result<Checked> check_targets(sql::Session& session, Act const& act, Campaign const& campaign, base::Date today,
                                                  Unfit const& unfit);

}  // namespace bassin::support
