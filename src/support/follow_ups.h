// Follow-ups (suivis): that an organisation accompanies a business towards an aim, alone or with partners. A shared one is joined, not
// opened twice (docs/decisions/0027-one-shared-follow-up-at-a-time.md); of private ones there may be any number.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/sharing.h"
#include "base/date.h"
#include "base/result.h"
#include "support/act.h"
#include "support/needs.h"
#include "support/theme.h"

namespace bassin::sql {
class Session;
}

namespace bassin::support {

struct FollowUpFacts {
  std::string title, objective;  // objective: ""
  Theme theme = Theme::other;
  std::string action;   // of who keeps it, towards which its opening counts; ""
  bool shared = false;  // with partners; never of a sensitive theme
};

enum class MemberState : std::uint8_t { asked, invited, member };
inline constexpr std::size_t member_state_count = 3;
// "invited".
[[nodiscard]] std::string_view id_of(MemberState state);

struct FollowUpMember {
  std::string organisation;
  MemberState state = MemberState::member;
  std::string referent;             // agent; "" of one that was invited
  std::vector<std::string> agents;  // others of the organisation who take part
};

struct FollowUpStep {
  std::string at, organisation, agent;
  std::string what;  // "opened", "asked", "invited", "joined", "declined", "left", "handed_over", "referent", "closed"
  std::string why;   // ""
  std::string to;    // organisation that it is about, where that is another one; ""
};

struct FollowUp {
  std::string id;
  std::string organisation;  // that keeps it now
  std::string business, commune;
  FollowUpFacts facts;
  base::Date opened_on;
  std::optional<base::Date> closed_on;
  std::optional<Outcome> outcome;  // of a closed one
  std::int64_t version = 0;
  std::vector<FollowUpMember> members;  // who keeps it, too
};

// presence: who keeps it and since when. header: also referents, members, theme, whether it is closed and how. content, and who is a
// member or invited: all.
struct SeenFollowUp {
  FollowUp follow_up;
  access::Level level = access::Level::nothing;
  std::vector<FollowUpStep> steps;  // of content; oldest first
};

inline constexpr std::size_t follow_ups_most = 100;

// Of the business and what was matched with it: open ones first, then the newest.
[[nodiscard]] base::Result<std::vector<SeenFollowUp>> follow_ups_about(sql::Session& session, access::Reader const& reader,
                                                                       base::Date today, std::string const& business);
// Open ones in which the reader's organisation takes part, asks to or is invited; `agent`: in which that agent does, and invitations.
// "": anybody.
[[nodiscard]] base::Result<std::vector<SeenFollowUp>> open_follow_ups(sql::Session& session, access::Reader const& reader, base::Date today,
                                                                      std::string const& agent);

// Errors: those of base::clean(), "convention.not_countable"; of a shared one "support.sensitive_not_shared" and
// "support.follow_up_exists" (id, organisation: its name): one of which the reader is told at least that it is there.
[[nodiscard]] base::Result<FollowUp> open_follow_up(sql::Session& session, Act const& act, base::Date today, Subject const& subject,
                                                    FollowUpFacts const& facts);

// Errors of all that follow: "support.unknown_follow_up" (id), "support.changed" (now), "support.follow_up_closed",
// "support.not_in_follow_up": the step is another organisation's.
struct FollowUpAt {
  std::string id;
  std::int64_t version = 0;
};
// By who keeps it. Errors: those of open_follow_up(); "support.follow_up_has_partners": it cannot be private any more.
[[nodiscard]] base::Result<FollowUp> change_follow_up(sql::Session& session, Act const& act, base::Date today, FollowUpAt const& at,
                                                      FollowUpFacts const& facts);
[[nodiscard]] base::Result<FollowUp> close_follow_up(sql::Session& session, Act const& act, base::Date today, FollowUpAt const& at,
                                                     Outcome outcome, std::string const& why);
// By who keeps it, to one that is a member already.
[[nodiscard]] base::Result<FollowUp> hand_follow_up_over(sql::Session& session, Act const& act, base::Date today, FollowUpAt const& at,
                                                         std::string const& organisation, std::string const& why);

// By a partner who is told of it; the agent becomes its referent.
[[nodiscard]] base::Result<FollowUp> ask_to_join(sql::Session& session, Act const& act, base::Date today, FollowUpAt const& at,
                                                 std::string const& why);
// By who keeps it, of a shared one. Errors: also "support.no_convention" (organisation).
[[nodiscard]] base::Result<FollowUp> invite_to_follow_up(sql::Session& session, Act const& act, base::Date today, FollowUpAt const& at,
                                                         std::string const& organisation, std::string const& why);
// By who keeps it, of an organisation that asked; by who was invited, of itself ("").
[[nodiscard]] base::Result<FollowUp> accept_member(sql::Session& session, Act const& act, base::Date today, FollowUpAt const& at,
                                                   std::string const& organisation);
// Likewise; by a member of itself: it leaves. Who keeps it hands it over or closes it.
[[nodiscard]] base::Result<FollowUp> drop_member(sql::Session& session, Act const& act, base::Date today, FollowUpAt const& at,
                                                 std::string const& organisation, std::string const& why);
// By a member, for its own organisation. Errors: also "partners.unknown_agent".
[[nodiscard]] base::Result<FollowUp> set_referent(sql::Session& session, Act const& act, base::Date today, FollowUpAt const& at,
                                                  std::string const& referent, std::vector<std::string> const& agents);

// Whether an exchange, need or reminder of the reader's organisation about that business may belong to it: an open one in which it is a
// member. Errors: "support.unknown_follow_up", of no business ("") too.
[[nodiscard]] base::Result<void> check_belongs(sql::Session& session, access::Reader const& reader, std::string const& follow_up,
                                               std::string const& business);

}  // namespace bassin::support
