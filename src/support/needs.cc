#include "support/needs.h"

#include <algorithm>
#include <array>

#include "access/record_json.h"
#include "base/id_table.h"
#include "base/plain_text.h"
#include "base/uuid.h"
#include "convention/countable.h"
#include "convention/ledger.h"
#include "partners/agent.h"
#include "partners/organisation.h"
#include "sql/session.h"
#include "support/follow_ups.h"
#include "support/internal/need_row.h"

namespace bassin::support {

namespace {

using base::Date;
using base::Error;
using base::Result;

constexpr std::array<std::string_view, need_state_count> state_ids = {"waiting", "taken", "declined", "closed", "withdrawn"};
constexpr std::array<std::string_view, outcome_count> outcome_ids = {"helped", "no_help", "unreachable", "refused"};
constexpr std::array<int, 3> silent_days = {45, 21, 9};

Result<void> check_bound(sql::Session& session, access::Reader const& reader, Date today, std::string const& commune,
                         std::string const& organisation) {
  if (organisation == reader.organisation) return {};
  BASSIN_TRY(auto const bound, access::opens_to(session, reader, today, commune));
  if (std::find(bound.begin(), bound.end(), organisation) == bound.end())
    return Error("support.no_convention", {{"organisation", organisation}});
  // A convention goes on naming one that has ended until it is amended: nobody there would take the need up.
  BASSIN_TRY(auto const to, partners::find_organisation(session, organisation));
  if (!to.active_on(to_iso(today))) return Error("support.no_convention", {{"organisation", organisation}});
  return {};
}

Result<void> check_receiver(sql::Session& session, access::Reader const& reader, Date today, std::string const& commune,
                            Receiver const& to) {
  BASSIN_DO(check_bound(session, reader, today, commune, to.organisation));
  if (!to.team.empty()) {
    BASSIN_TRY(auto const team, partners::find_team(session, to.team));
    if (team.organisation != to.organisation || team.closed || !to.agent.empty()) return Error("partners.unknown_team");
  }
  if (!to.agent.empty()) {
    BASSIN_TRY(auto const role, partners::role_in(session, to.agent, to.organisation));
    if (!role) return Error("partners.unknown_agent");
  }
  return {};
}

std::optional<convention::Contribution> contribution(Need const& need, std::string const& action, std::string const& organisation,
                                                     std::string const& agent, std::string kind, Date on) {
  if (action.empty()) return std::nullopt;
  return convention::Contribution{action, organisation, agent, need.business, need.commune, std::move(kind), on, 0};
}

Result<void> count(sql::Session& session, Act const& act, Date today, Need const& need, std::string kind, std::string const& action) {
  if (action.empty()) return {};
  BASSIN_DO(convention::check_countable(session, act.reader, action, today));
  BASSIN_TRY([[maybe_unused]] auto const changed,
             convention::state(session, act.actor.at, {kind, need.id},
                               contribution(need, action, act.reader.organisation, act.reader.agent, kind, today)));
  return {};
}

enum class Side : std::uint8_t { giver, receiver, either };

// One that the reader's organisation is involved in, on that side, with the version that they know.
Result<Need> involved(sql::Session& session, Act const& act, NeedAt const& at, Side side) {
  static std::string const statement =
      "select " + std::string(internal::need_columns) +
      " from need where id = :id and exists (select 1 from need_party p where p.need = need.id and p.organisation = :organisation)";
  BASSIN_TRY(auto const row, session.row(statement, {{"id", at.id}, {"organisation", act.reader.organisation}}));
  if (!row) return Error("support.unknown_need", {{"id", at.id}});
  auto need = internal::need_of(*row);
  bool const gives = need.organisation == act.reader.organisation;
  bool const receives = need.to.organisation == act.reader.organisation;
  bool const allowed = side == Side::giver ? gives : side == Side::receiver ? receives : gives || receives;
  if (!allowed) return Error("support.not_yours");
  if (need.version != at.version) return Error("support.changed", {{"now", internal::json_of(need)}});
  return need;
}

Result<void> check_state(Need const& need, std::initializer_list<NeedState> allowed) {
  if (std::find(allowed.begin(), allowed.end(), need.state) != allowed.end()) return {};
  return Error("support.wrong_state", {{"state", std::string(id_of(need.state))}});
}

Result<Need> keep(sql::Session& session, Act const& act, Need const& before, Need after, NeedStep step) {
  ++after.version;
  after.changed_at = base::to_iso(act.actor.at);
  step.at = after.changed_at;
  step.organisation = act.reader.organisation;
  step.agent = act.reader.agent;
  BASSIN_DO(internal::update(session, after));
  BASSIN_DO(internal::add_step(session, after, step));
  BASSIN_DO(access::record(session, act, "need." + step.what, "need", after.id, internal::json_of(before), internal::json_of(after),
                           after.business));
  return after;
}

}  // namespace

std::string_view id_of(NeedState state) { return state_ids[static_cast<std::size_t>(state)]; }
std::optional<NeedState> parse_need_state(std::string_view id) { return base::parse_id<NeedState>(state_ids, id); }
std::string_view id_of(Outcome outcome) { return outcome_ids[static_cast<std::size_t>(outcome)]; }
std::optional<Outcome> parse_outcome(std::string_view id) { return base::parse_id<Outcome>(outcome_ids, id); }

int silent_days_on(Need const& need, Date day) {
  auto const handed = base::parse_date(need.handed_at.substr(0, 10));
  if (need.state != NeedState::waiting || !handed) return 0;
  auto const* const passed =
      std::find_if(silent_days.begin(), silent_days.end(), [&](int days) { return day.days - handed->days >= days; });
  return passed == silent_days.end() ? 0 : *passed;
}

Result<Need> hand_need(sql::Session& session, Act const& act, Date today, Subject const& subject, NeedFacts const& facts,
                       Receiver const& to) {
  Need made;
  made.facts = facts;
  BASSIN_TRY(made.facts.text, base::clean("text", facts.text, base::description_most, base::Lines::several));
  made.facts.kept_in = facts.kept_in || is_sensitive(facts.theme);
  BASSIN_DO(check_receiver(session, act.reader, today, subject.commune, to));
  if (!facts.follow_up.empty()) BASSIN_DO(check_belongs(session, act.reader, facts.follow_up, subject.business));
  made.id = base::new_uuid();
  made.organisation = act.reader.organisation;
  made.agent = act.reader.agent;
  made.business = subject.business;
  made.commune = subject.commune;
  made.to = to;
  made.version = 1;
  made.created_at = made.changed_at = made.handed_at = base::to_iso(act.actor.at);
  BASSIN_DO(internal::insert(session, made));
  BASSIN_DO(internal::add_step(session, made, {made.created_at, made.organisation, made.agent, "handed", "", to}));
  BASSIN_DO(count(session, act, today, made, "need", made.facts.action));
  // Later steps are others' too, who may not be told of the follow-up.
  auto entry = access::Json::parse(internal::json_of(made));
  entry["followUp"] = made.facts.follow_up;
  BASSIN_DO(access::record(session, act, "need.handed", "need", made.id, "", access::text_of(entry), made.business));
  return made;
}

Result<Need> accept_need(sql::Session& session, Act const& act, Date today, NeedAt const& at, std::string const& action) {
  BASSIN_TRY(auto const before, involved(session, act, at, Side::receiver));
  BASSIN_DO(check_state(before, {NeedState::waiting}));
  auto after = before;
  after.state = NeedState::taken;
  after.taken_by = act.reader.agent;
  BASSIN_DO(count(session, act, today, after, "need_taken", action));
  return keep(session, act, before, std::move(after), {"", "", "", "accepted", "", {}});
}

Result<Need> decline_need(sql::Session& session, Act const& act, NeedAt const& at, std::string const& why) {
  BASSIN_TRY(auto const before, involved(session, act, at, Side::receiver));
  BASSIN_DO(check_state(before, {NeedState::waiting}));
  BASSIN_TRY(auto const reason, base::clean("why", why, base::reason_most, base::Lines::several));
  auto after = before;
  after.state = NeedState::declined;
  return keep(session, act, before, std::move(after), {"", "", "", "declined", reason, {}});
}

Result<Need> pass_need_on(sql::Session& session, Act const& act, Date today, NeedAt const& at, Receiver const& to, std::string const& why) {
  BASSIN_TRY(auto const before, involved(session, act, at, Side::either));
  bool const receives = before.to.organisation == act.reader.organisation;
  BASSIN_DO(receives && before.state != NeedState::declined ? check_state(before, {NeedState::waiting, NeedState::taken})
                                                            : check_state(before, {NeedState::waiting, NeedState::declined}));
  if (before.state == NeedState::declined && before.organisation != act.reader.organisation) return Error("support.not_yours");
  BASSIN_DO(check_receiver(session, act.reader, today, before.commune, to));
  BASSIN_TRY(auto const reason, base::clean_or_empty("why", why, base::reason_most, base::Lines::several));
  auto after = before;
  after.state = NeedState::waiting;
  after.to = to;
  after.taken_by.clear();
  after.handed_at = base::to_iso(act.actor.at);
  return keep(session, act, before, std::move(after), {"", "", "", "passed_on", reason, to});
}

Result<Need> close_need(sql::Session& session, Act const& act, NeedAt const& at, Outcome outcome, std::string const& why) {
  BASSIN_TRY(auto const before, involved(session, act, at, Side::receiver));
  BASSIN_DO(check_state(before, {NeedState::taken}));
  BASSIN_TRY(auto const reason, base::clean_or_empty("why", why, base::reason_most, base::Lines::several));
  auto after = before;
  after.state = NeedState::closed;
  after.outcome = outcome;
  return keep(session, act, before, std::move(after), {"", "", "", "closed", reason, {}});
}

Result<Need> withdraw_need(sql::Session& session, Act const& act, NeedAt const& at, std::string const& why) {
  BASSIN_TRY(auto const before, involved(session, act, at, Side::giver));
  BASSIN_DO(check_state(before, {NeedState::waiting, NeedState::declined}));
  BASSIN_TRY(auto const reason, base::clean_or_empty("why", why, base::reason_most, base::Lines::several));
  auto after = before;
  after.state = NeedState::withdrawn;
  return keep(session, act, before, std::move(after), {"", "", "", "withdrawn", reason, {}});
}

}  // namespace bassin::support
