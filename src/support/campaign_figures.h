// What came of a campaign, counted from its targets; kept when those are gone.
#pragma once

#include <array>
#include <map>

#include "access/record_json.h"
#include "support/campaign_targets.h"

namespace bassin::support {

struct Counted {
  std::array<std::int64_t, target_state_count> states{};
  std::array<std::int64_t, aside_count> aside{};
  std::int64_t yes = 0, no = 0, other = 0;  // of those that answered

  [[nodiscard]] std::int64_t of(TargetState state) const { return states[static_cast<std::size_t>(state)]; }
  [[nodiscard]] std::int64_t targets() const;
  [[nodiscard]] std::int64_t contacted() const;  // written to, called or visited, whatever came of it
  [[nodiscard]] std::int64_t delivered() const { return contacted() - of(TargetState::wrong); }
  [[nodiscard]] std::int64_t spoken() const;  // reached in person: spoke, answered or refused
  void add(Counted const& more);
  friend bool operator==(Counted const&, Counted const&) = default;
};
struct CampaignFigures {
  Counted all;
  std::map<std::string, Counted> communes;
};

// Of each campaign, at most 250, by id; one statement for those whose targets are still there.
[[nodiscard]] base::Result<std::map<std::string, CampaignFigures>> campaign_figures(sql::Session& session,
                                                                                    std::vector<Campaign> const& campaigns);
// By business, where targets are still there.
[[nodiscard]] base::Result<std::map<std::string, Counted>> counted_by_business(sql::Session& session, Campaign const& campaign);

// Keeps the figures of those, at most 250, and takes their targets out of the store with what the audit trail holds of them.
[[nodiscard]] base::Result<void> forget_targets(sql::Session& session, std::span<std::string const> campaigns);

struct NamedTarget {
  std::string campaign, title, organisation, business, state, answer, note, on;
};
// Targets that name one of those contacts, at most 250, of the reader's organisation: what is held on a person.
[[nodiscard]] base::Result<std::vector<NamedTarget>> targets_naming(sql::Session& session, access::Reader const& reader,
                                                                    std::vector<std::string> const& contacts);

}  // namespace bassin::support
