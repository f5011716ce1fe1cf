#include "support/follow_ups.h"

#include <array>

#include "base/plain_text.h"
#include "base/uuid.h"
#include "convention/countable.h"
#include "convention/ledger.h"
#include "partners/organisation.h"
#include "sql/session.h"
#include "support/internal/business_keys.h"
#include "support/internal/follow_up_rows.h"

namespace bassin::support {

namespace {

using base::Date;
using base::Error;
using base::Result;

constexpr std::array<std::string_view, member_state_count> member_state_ids = {"asked", "invited", "member"};

Result<FollowUpFacts> clean(FollowUpFacts facts) {
  BASSIN_TRY(facts.title, base::clean("title", facts.title, base::line_most));
  BASSIN_TRY(facts.objective, base::clean_or_empty("objective", facts.objective, base::description_most, base::Lines::several));
  if (facts.shared && is_sensitive(facts.theme)) return Error("support.sensitive_not_shared");
  return facts;
}

// A second shared one is not opened beside one that the reader is told of: they join that one. Two who open at once stand in a line, since
// writing transactions are serial.
Result<void> check_alone(sql::Session& session, access::Reader const& reader, Date today, FollowUp const& it) {
  if (!it.facts.shared) return {};
  static std::string const others = "f.kept_in = 0 and f.closed_on is null and f.id <> :id and " + internal::about_business("f.business");
  BASSIN_TRY(auto const found, internal::follow_ups_where(session, reader, today, others, {{"id", it.id}, {"business", it.business}}));
  if (found.empty()) return {};
  BASSIN_TRY(auto const keeper, partners::find_organisation(session, found[0].follow_up.organisation));
  return Error("support.follow_up_exists", {{"id", found[0].follow_up.id}, {"organisation", keeper.name}});
}

Result<void> count(sql::Session& session, Act const& act, FollowUp const& it) {
  std::optional<convention::Contribution> contribution;
  if (!it.facts.action.empty()) {
    BASSIN_DO(convention::check_countable(session, act.reader, it.facts.action, it.opened_on));
    BASSIN_TRY(auto whose, convention::whose_work(session, {"follow_up", it.id}));
    if (whose.empty()) whose = it.organisation;
    contribution = {it.facts.action, std::move(whose), act.reader.agent, it.business, it.commune, "follow_up", it.opened_on, 0};
  }
  BASSIN_TRY([[maybe_unused]] auto const changed, convention::state(session, act.actor.at, {"follow_up", it.id}, contribution));
  return {};
}

// For who keeps it.
Result<FollowUp> kept_by(sql::Session& session, Act const& act, Date today, FollowUpAt const& at) {
  BASSIN_TRY(auto const seen, internal::changeable(session, act, today, at));
  if (seen.follow_up.organisation != act.reader.organisation) return Error("support.not_in_follow_up");
  return seen.follow_up;
}

}  // namespace

std::string_view id_of(MemberState state) { return member_state_ids[static_cast<std::size_t>(state)]; }

Result<std::vector<SeenFollowUp>> follow_ups_about(sql::Session& session, access::Reader const& reader, Date today,
                                                   std::string const& business) {
  return internal::follow_ups_where(session, reader, today, internal::about_file("f.business", "follow_up", business),
                                    {{"business", business}});
}

Result<std::vector<SeenFollowUp>> open_follow_ups(sql::Session& session, access::Reader const& reader, Date today,
                                                  std::string const& agent) {
  constexpr std::string_view mine =
      "f.closed_on is null and exists (select 1 from follow_up_member o where o.follow_up = f.id and o.organisation = :organisation and "
      "(:agent = '' or o.state = 'invited' or o.referent = :agent or exists (select 1 from follow_up_agent a where a.follow_up = f.id and "
      "a.organisation = :organisation and a.agent = :agent)))";
  if (reader.standing != access::Reader::Standing::member || reader.organisation.empty()) return std::vector<SeenFollowUp>{};
  return internal::follow_ups_where(session, reader, today, mine, {{"organisation", reader.organisation}, {"agent", agent}});
}

Result<FollowUp> open_follow_up(sql::Session& session, Act const& act, Date today, Subject const& subject, FollowUpFacts const& facts) {
  FollowUp made;
  BASSIN_TRY(made.facts, clean(facts));
  made.id = base::new_uuid();
  made.organisation = act.reader.organisation;
  made.business = subject.business;
  made.commune = subject.commune;
  made.opened_on = today;
  made.members = {{made.organisation, MemberState::member, act.reader.agent, {}}};
  BASSIN_DO(check_alone(session, act.reader, today, made));
  auto first = made;
  first.version = 1;
  BASSIN_DO(internal::insert(session, first, base::to_iso(act.actor.at)));
  BASSIN_DO(internal::put_member(session, made.id, made.members[0]));
  BASSIN_DO(count(session, act, made));
  auto entry = access::text_of(internal::json_of(first));
  return internal::keep(session, act, std::move(made), {"", "", "", "opened", "", ""}, "", std::move(entry));
}

Result<FollowUp> change_follow_up(sql::Session& session, Act const& act, Date today, FollowUpAt const& at, FollowUpFacts const& facts) {
  BASSIN_TRY(auto const before, kept_by(session, act, today, at));
  auto after = before;
  BASSIN_TRY(after.facts, clean(facts));
  if (!after.facts.shared && before.members.size() > 1) return Error("support.follow_up_has_partners");
  if (!before.facts.shared) BASSIN_DO(check_alone(session, act.reader, today, after));
  if (after.facts.action != before.facts.action) BASSIN_DO(count(session, act, after));
  auto then = access::text_of(internal::json_of(before));
  auto now = access::text_of(internal::json_of(after));
  return internal::keep(session, act, std::move(after), {"", "", "", "changed", "", ""}, std::move(then), std::move(now));
}

Result<FollowUp> close_follow_up(sql::Session& session, Act const& act, Date today, FollowUpAt const& at, Outcome outcome,
                                 std::string const& why) {
  BASSIN_TRY(auto const before, kept_by(session, act, today, at));
  BASSIN_TRY(auto const reason, base::clean_or_empty("why", why, base::reason_most, base::Lines::several));
  auto after = before;
  after.closed_on = today;
  after.outcome = outcome;
  auto then = access::text_of(internal::json_of(before));
  auto now = access::text_of(internal::json_of(after));
  return internal::keep(session, act, std::move(after), {"", "", "", "closed", reason, ""}, std::move(then), std::move(now));
}

Result<FollowUp> hand_follow_up_over(sql::Session& session, Act const& act, Date today, FollowUpAt const& at,
                                     std::string const& organisation, std::string const& why) {
  BASSIN_TRY(auto after, kept_by(session, act, today, at));
  BASSIN_TRY(auto const reason, base::clean_or_empty("why", why, base::reason_most, base::Lines::several));
  auto const* const next = internal::member_in(after, organisation);
  bool const takes = next != nullptr && next->state == MemberState::member && organisation != after.organisation;
  if (!takes) return Error("support.not_in_follow_up");
  BASSIN_DO(internal::refuse_ended(session, today, organisation));
  auto then = access::text_of(internal::json_of(after));
  after.organisation = organisation;
  auto now = access::text_of(internal::json_of(after));
  return internal::keep(session, act, std::move(after), {"", "", "", "handed_over", reason, organisation}, std::move(then), std::move(now));
}

Result<void> check_belongs(sql::Session& session, access::Reader const& reader, std::string const& follow_up, std::string const& business) {
  Error const unknown("support.unknown_follow_up", {{"id", follow_up}});
  if (business.empty()) return unknown;
  // Its page is that of what it became, and offers what runs there.
  BASSIN_TRY(auto const page, internal::page_of(session, business));
  auto const statement =
      "select 1 as found from follow_up f join follow_up_member m on m.follow_up = f.id and m.organisation = :organisation and m.state = "
      "'member' where f.id = :id and f.closed_on is null and " +
      internal::about_file("f.business", "follow_up", page);
  BASSIN_TRY(auto const row, session.row(statement, {{"organisation", reader.organisation}, {"id", follow_up}, {"business", page}}));
  if (!row) return unknown;
  return {};
}

}  // namespace bassin::support
