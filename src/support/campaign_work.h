// Carrying a campaign out: the file of recipients, one target after the other, what came of each. Each contact is an exchange, stated in
// the same transaction.
#pragma once

#include "support/campaign_targets.h"

namespace bassin::support {

inline constexpr int hold_minutes = 15;
inline constexpr std::int64_t attempts_most = 5;  // after which nobody is proposed any more
inline constexpr std::size_t sent_block = 250;

// Errors of all: "campaign.not_running". Of the file of recipients: also "campaign.no_mailing", and "support.not_yours" where it is
// prepared or sent.

// Checks, and notes who stands in the file of recipients: those that can be reached.
[[nodiscard]] base::Result<Checked> file_targets(sql::Session& session, Act const& act, Campaign const& campaign, base::Date today,
                                                 Unfit const& unfit);
struct Line {
  Target target;
  Via via;  // without a contact: the business itself
};
// The file as it may leave now: who opposed since, or may not be used any more, is left out.
[[nodiscard]] base::Result<std::vector<Line>> lines_of(sql::Session& session, access::Reader const& reader, Campaign const& campaign,
                                                       base::Date today);

struct SentBlock {
  std::size_t sent = 0;
  std::size_t aside = 0;      // that opposed since the file was made
  std::size_t again = 0;      // whom the file named may not be written to any more, somebody else may: for the next file
  std::size_t remaining = 0;  // ask again
};
// That the mailing went out to who stands in the file: the next sent_block of them.
[[nodiscard]] base::Result<SentBlock> note_sent(sql::Session& session, Act const& act, Campaign const& campaign, base::Date today,
                                                base::Date on, std::int64_t minutes);

// The next one to call or visit, held for the agent: calls due that day first, then those not tried, then those that did not answer on a
// former day. `after`: number of the one that is passed over; 0 none. Nothing: all are done, or colleagues are on them.
[[nodiscard]] base::Result<std::optional<Target>> next_target(sql::Session& session, Act const& act, Campaign const& campaign,
                                                              base::Date today, std::int64_t after);

// What the person does not want any more.
struct Refused {
  enum class What : std::uint8_t { channel, medium, all } what = What::all;  // by post and visit: all
  bool this_purpose = false;                                                 // for the campaign's purpose alone
  std::string how;                                                           // « au téléphone »
  std::string person;                                                        // who said it, where no contact is known
};
struct TargetResult {
  TargetState state = TargetState::reached;
  std::string answer;  // of `answered`: "yes", "no", "other"
  base::Date on;
  std::optional<base::Date> call_back_on;
  std::string note;
  std::int64_t minutes = 0;
  std::string contact, channel;  // whom one reached; "": the best
  Refused refused;
};
// Errors: "support.unknown_target", "support.changed" (now), "campaign.not_a_result" (state): not of these means, or the target is over;
// "campaign.opposed", "campaign.no_way" (reason): it cannot be contacted; "campaign.not_through" the contact that is named, but through
// others; "campaign.who" where neither a contact nor a number is known of who refused;
// "campaign.held" (agent), those of note_exchange() and oppose().
[[nodiscard]] base::Result<Target> enter_result(sql::Session& session, Act const& act, Campaign const& campaign, base::Date today,
                                                std::string const& id, std::int64_t version, TargetResult const& result);
// After enter_result() was refused so.
[[nodiscard]] base::Result<void> set_aside(sql::Session& session, Act const& act, Campaign const& campaign, base::Date today,
                                           std::string const& id);
// Takes the last result back: its exchange, its reminder and its opposition go, as far as nobody changed them. Errors: also
// "campaign.no_result", "support.not_yours".
[[nodiscard]] base::Result<Target> undo_result(sql::Session& session, Act const& act, Campaign const& campaign, std::string const& id,
                                               std::int64_t version);
struct UndoneBlock {
  std::size_t undone = 0, left = 0;
  std::int64_t after = 0;  // ask again from there; 0: all was looked at
};
// That a mailing went out was noted by mistake: the next sent_block after a number, that nothing came back from.
[[nodiscard]] base::Result<UndoneBlock> undo_sent(sql::Session& session, Act const& act, Campaign const& campaign, std::int64_t after);

}  // namespace bassin::support
