// Campaigns: a mailing, a round of calls or of visits to chosen businesses, prepared, carried out and counted by one organisation.
// docs/decisions/0031-campaigns.md
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "support/act.h"
#include "support/channel.h"
#include "support/exchanges.h"
#include "support/theme.h"

namespace bassin::sql {
class Session;
}

namespace bassin::support {

// How businesses are reached.
enum class Means : std::uint8_t { post, email, call, visit };
inline constexpr std::size_t means_count = 4;
[[nodiscard]] std::string_view id_of(Means means);
[[nodiscard]] std::optional<Means> parse_means(std::string_view id);
// Of the exchanges that it makes.
[[nodiscard]] Way way_of(Means means);
// Everybody is written to at once, and answers come back: a letter or an e-mail. Else one after the other.
[[nodiscard]] constexpr bool is_mailing(Means means) { return means == Means::post || means == Means::email; }

enum class CampaignState : std::uint8_t { preparing, running, closed };
[[nodiscard]] std::string_view id_of(CampaignState state);
[[nodiscard]] std::optional<CampaignState> parse_campaign_state(std::string_view id);

struct CampaignFacts {
  std::string title;
  Means means = Means::call;
  Theme theme = Theme::acquaintance;
  Purpose purpose = Purpose::follow_up;
  std::string action;  // towards which its exchanges count; "": none
  base::Date starts_on;
  std::optional<base::Date> ends_on;
  std::string script;               // what is written, or said; ""
  bool kept_in = false;             // its exchanges are for one's own organisation alone; always so for a sensitive theme
  std::vector<std::string> agents;  // who works on it, of the organisation; sorted
};

struct Campaign {
  std::string id, organisation, created_by;
  CampaignFacts facts;
  std::string previous;  // the one whose unanswered targets it took up; ""
  CampaignState state = CampaignState::preparing;
  std::string closed_on;  // ""
  std::string figures;    // those of its end, where its targets are gone; ""
  std::int64_t version = 0;
  std::string created_at, changed_at;
};

inline constexpr std::size_t campaigns_page = 100;
inline constexpr std::size_t campaign_agents_most = 50;

// All of these: of the reader's organisation and those that it took over, see_businesses. Changes: by whom may_run().

// Newest first; `before`: id of the last one of the page before, "" the first.
[[nodiscard]] base::Result<std::vector<Campaign>> campaigns_of(sql::Session& session, access::Reader const& reader,
                                                               std::string const& before);
// Errors: "support.unknown_campaign" (id).
[[nodiscard]] base::Result<Campaign> find_campaign(sql::Session& session, access::Reader const& reader, std::string const& id);
// Who prepared it, who works on it, and who runs the organisation's part.
[[nodiscard]] bool may_run(access::Reader const& reader, Campaign const& campaign);

// Errors: those of base::clean(), "support.bad_value" (field, allowed), "convention.not_countable" (action) on its first day,
// "partners.unknown_agent". `previous`: "" or a campaign whose targets without an answer are taken over; "support.unknown_campaign".
[[nodiscard]] base::Result<Campaign> add_campaign(sql::Session& session, Act const& act, CampaignFacts const& facts,
                                                  std::string const& previous);
// Errors: also "support.not_yours", "support.changed" (now), "campaign.fixed": means and purpose stay once it runs; "campaign.closed".
[[nodiscard]] base::Result<Campaign> change_campaign(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                     CampaignFacts const& facts);
// Starts, closes, or takes up again; preparing only from running, as long as nothing was noted. Errors: also "campaign.empty",
// "campaign.begun", "campaign.over": its targets are gone.
[[nodiscard]] base::Result<Campaign> set_campaign_state(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                        CampaignState state, base::Date today);
// With its targets, as long as nothing was noted. Errors: also "campaign.begun".
[[nodiscard]] base::Result<void> delete_campaign(sql::Session& session, Act const& act, std::string const& id, std::int64_t version);

}  // namespace bassin::support
