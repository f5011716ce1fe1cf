// Needs (besoins) handed over: what a business asks for, from who heard it to the partner who can help, until that one closes it with an
// outcome. Giver and receivers follow each step; other partners see what the conventions open.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/sharing.h"
#include "base/date.h"
#include "base/result.h"
#include "support/act.h"
#include "support/theme.h"

namespace bassin::sql {
class Session;
}

namespace bassin::support {

// waiting -> taken -> closed; waiting -> declined -> waiting for another one; waiting or declined -> withdrawn.
enum class NeedState : std::uint8_t { waiting, taken, declined, closed, withdrawn };
inline constexpr std::size_t need_state_count = 5;
// "waiting".
[[nodiscard]] std::string_view id_of(NeedState state);
[[nodiscard]] std::optional<NeedState> parse_need_state(std::string_view id);

enum class Outcome : std::uint8_t {
  helped,       // aide apportée
  no_help,      // pas d'aide disponible
  unreachable,  // entreprise injoignable
  refused,      // l'entreprise ne donne pas suite
};
inline constexpr std::size_t outcome_count = 4;
// "no_help".
[[nodiscard]] std::string_view id_of(Outcome outcome);
[[nodiscard]] std::optional<Outcome> parse_outcome(std::string_view id);

// Whom a need is for: an organisation, or one of its teams or agents.
struct Receiver {
  std::string organisation, team, agent;  // ids; one of the last two at most
};

struct NeedFacts {
  Theme theme = Theme::other;
  std::string text;
  std::string action;          // of the giver, towards which it counts; ""
  bool kept_in = false;        // other partners than those involved see nothing; always so for a sensitive theme
  std::string follow_up = {};  // to which it belongs; "": none
};

struct NeedStep {
  std::string at, organisation, agent;
  std::string what;  // "handed", "accepted", "declined", "passed_on", "withdrawn", "closed"
  std::string why;   // ""
  Receiver to;       // of "handed" and "passed_on"
};

struct Need {
  std::string id;
  std::string organisation, agent;  // who gave it
  std::string business, commune;
  NeedFacts facts;
  NeedState state = NeedState::waiting;
  Receiver to;                     // now
  std::string handed_at;           // since when that one has it
  std::string taken_by;            // agent; ""
  std::optional<Outcome> outcome;  // of a closed one
  std::int64_t version = 0;
  std::string created_at, changed_at;
};

// The last of the days 9, 21 and 45 that a waiting one has passed without an answer; 0: none yet, or answered.
[[nodiscard]] int silent_days_on(Need const& need, base::Date day);

// As one reader sees it. presence: giver's organisation and the day. header: also who gave it, theme, state, receiver, outcome. content:
// all. The follow-up from header on, for who takes part in it.
struct SeenNeed {
  Need need;
  access::Level level = access::Level::nothing;
  std::vector<NeedStep> steps;  // of content; oldest first
};

// About the business and what was matched with it, the newest first; at most 200.
[[nodiscard]] base::Result<std::vector<SeenNeed>> needs_about(sql::Session& session, access::Reader const& reader, base::Date today,
                                                              std::string const& business);
// Of these follow-ups, at most sql::listed_most, those of which the reader takes part in the follow-up; without steps, the newest first; at
// most 200.
[[nodiscard]] base::Result<std::vector<SeenNeed>> needs_of(sql::Session& session, access::Reader const& reader, base::Date today,
                                                           std::vector<std::string> const& follow_ups);
// For the reader's inbox, without steps, the longest waiting first; at most 200 each.
struct NeedBox {
  std::vector<Need> received;  // waiting or taken, for the reader, their teams, or their whole organisation
  std::vector<Need> given;     // by the reader: waiting, taken or declined
};
[[nodiscard]] base::Result<NeedBox> need_box(sql::Session& session, access::Reader const& reader);

// Of all organisations, waiting with the one who has them since `day` or longer, the longest first: for the letters about them.
[[nodiscard]] base::Result<std::vector<Need>> waiting_since(sql::Session& session, base::Date day);
// Of these, since when the one who has it does, by id: those that still wait.
[[nodiscard]] base::Result<std::map<std::string, std::string>> still_waiting(sql::Session& session, std::vector<std::string> const& ids);

// Errors: those of base::clean(), "support.no_convention" (organisation): none in force at that place binds it to the reader's;
// "partners.unknown_team", "partners.unknown_agent": not of that organisation; "convention.not_countable" (action),
// "support.unknown_follow_up" (id), as of exchanges.
[[nodiscard]] base::Result<Need> hand_need(sql::Session& session, Act const& act, base::Date today, Subject const& subject,
                                           NeedFacts const& facts, Receiver const& to);

// Errors of all that follow: "support.unknown_need" (id), "support.not_yours", "support.changed" (now), "support.wrong_state" (state).
struct NeedAt {
  std::string id;
  std::int64_t version = 0;
};
// By the receiver's organisation; `action`: towards which its own work counts; "".
[[nodiscard]] base::Result<Need> accept_need(sql::Session& session, Act const& act, base::Date today, NeedAt const& at,
                                             std::string const& action);
[[nodiscard]] base::Result<Need> decline_need(sql::Session& session, Act const& act, NeedAt const& at, std::string const& why);
// By the receiver's organisation while it is waiting or taken, by the giver's while it is waiting or declined. Errors: those of
// hand_need().
[[nodiscard]] base::Result<Need> pass_need_on(sql::Session& session, Act const& act, base::Date today, NeedAt const& at, Receiver const& to,
                                              std::string const& why);
[[nodiscard]] base::Result<Need> close_need(sql::Session& session, Act const& act, NeedAt const& at, Outcome outcome,
                                            std::string const& why);
// By the giver's organisation.
[[nodiscard]] base::Result<Need> withdraw_need(sql::Session& session, Act const& act, NeedAt const& at, std::string const& why);

}  // namespace bassin::support
