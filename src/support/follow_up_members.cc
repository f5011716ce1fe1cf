// Who takes part in a follow-up: asked, invited, joined, gone.
#include <algorithm>

#include "base/plain_text.h"
#include "partners/agent.h"
#include "sql/session.h"
#include "support/follow_ups.h"
#include "support/internal/follow_up_rows.h"

namespace bassin::support {

namespace {

using base::Date;
using base::Error;
using base::Result;
using internal::keep;

Result<std::string> reason_of(std::string const& why) { return base::clean_or_empty("why", why, base::reason_most, base::Lines::several); }

bool keeps(Act const& act, FollowUp const& it) { return it.organisation == act.reader.organisation; }

Result<void> check_agent(sql::Session& session, std::string const& agent, std::string const& organisation) {
  BASSIN_TRY(auto const role, partners::role_in(session, agent, organisation));
  if (!role || !access::allows(*role, access::Need::edit_businesses)) return Error("partners.unknown_agent");
  return {};
}

}  // namespace

Result<FollowUp> ask_to_join(sql::Session& session, Act const& act, Date today, FollowUpAt const& at, std::string const& why) {
  BASSIN_TRY(auto seen, internal::changeable(session, act, today, at));
  BASSIN_TRY(auto const reason, reason_of(why));
  auto& it = seen.follow_up;
  if (!it.facts.shared || internal::member_in(it, act.reader.organisation) != nullptr) return Error("support.not_in_follow_up");
  FollowUpMember const asking{act.reader.organisation, MemberState::asked, act.reader.agent, {}};
  it.members.push_back(asking);
  BASSIN_DO(internal::put_member(session, it.id, asking));
  return keep(session, act, std::move(it), {"", "", "", "asked", reason, ""});
}

Result<FollowUp> invite_to_follow_up(sql::Session& session, Act const& act, Date today, FollowUpAt const& at,
                                     std::string const& organisation, std::string const& why) {
  BASSIN_TRY(auto seen, internal::changeable(session, act, today, at));
  BASSIN_TRY(auto const reason, reason_of(why));
  auto& it = seen.follow_up;
  if (!keeps(act, it) || !it.facts.shared || internal::member_in(it, organisation) != nullptr) return Error("support.not_in_follow_up");
  BASSIN_TRY(auto const bound, access::opens_to(session, act.reader, today, it.commune));
  if (std::find(bound.begin(), bound.end(), organisation) == bound.end())
    return Error("support.no_convention", {{"organisation", organisation}});
  BASSIN_DO(internal::refuse_ended(session, today, organisation));
  FollowUpMember const invited{organisation, MemberState::invited, "", {}};
  it.members.push_back(invited);
  BASSIN_DO(internal::put_member(session, it.id, invited));
  return keep(session, act, std::move(it), {"", "", "", "invited", reason, organisation});
}

Result<FollowUp> accept_member(sql::Session& session, Act const& act, Date today, FollowUpAt const& at, std::string const& organisation) {
  BASSIN_TRY(auto seen, internal::changeable(session, act, today, at));
  auto& it = seen.follow_up;
  bool const own = organisation.empty() || organisation == act.reader.organisation;
  auto* const member = internal::member_in(it, own ? act.reader.organisation : organisation);
  auto const awaited = own ? MemberState::invited : MemberState::asked;
  if (member == nullptr || member->state != awaited || (!own && !keeps(act, it))) return Error("support.not_in_follow_up");
  member->state = MemberState::member;
  if (own) member->referent = act.reader.agent;
  BASSIN_DO(internal::put_member(session, it.id, *member));
  return keep(session, act, std::move(it), {"", "", "", "joined", "", own ? std::string() : organisation});
}

Result<FollowUp> drop_member(sql::Session& session, Act const& act, Date today, FollowUpAt const& at, std::string const& organisation,
                             std::string const& why) {
  BASSIN_TRY(auto seen, internal::changeable(session, act, today, at));
  BASSIN_TRY(auto const reason, reason_of(why));
  auto& it = seen.follow_up;
  auto const who = organisation.empty() ? act.reader.organisation : organisation;
  bool const own = who == act.reader.organisation;
  auto const* const member = internal::member_in(it, who);
  bool const asked = member != nullptr && member->state == MemberState::asked;
  bool const may = member != nullptr && who != it.organisation && (own || (keeps(act, it) && asked));
  if (!may) return Error("support.not_in_follow_up");
  std::string const what = member->state == MemberState::member ? "left" : "declined";
  std::erase_if(it.members, [&who](auto const& one) { return one.organisation == who; });
  BASSIN_DO(internal::remove_member(session, it.id, who));
  return keep(session, act, std::move(it), {"", "", "", what, reason, own ? std::string() : who});
}

Result<FollowUp> set_referent(sql::Session& session, Act const& act, Date today, FollowUpAt const& at, std::string const& referent,
                              std::vector<std::string> const& agents) {
  BASSIN_TRY(auto seen, internal::changeable(session, act, today, at));
  auto& it = seen.follow_up;
  auto* const member = internal::member_in(it, act.reader.organisation);
  if (member == nullptr || member->state != MemberState::member) return Error("support.not_in_follow_up");
  BASSIN_DO(check_agent(session, referent, act.reader.organisation));
  for (auto const& agent : agents) BASSIN_DO(check_agent(session, agent, act.reader.organisation));
  member->referent = referent;
  member->agents = agents;
  std::sort(member->agents.begin(), member->agents.end());
  member->agents.erase(std::unique(member->agents.begin(), member->agents.end()), member->agents.end());
  std::erase(member->agents, referent);
  BASSIN_DO(internal::put_member(session, it.id, *member));
  return keep(session, act, std::move(it), {"", "", "", "referent", "", ""});
}

}  // namespace bassin::support
