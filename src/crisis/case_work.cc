// What is done on cases: steps, trading, urgency, who has them in hand.
#include <fmt/format.h>

#include "access/record_json.h"
#include "base/plain_text.h"
#include "base/uuid.h"
#include "crisis/cases.h"
#include "crisis/internal/after_rows.h"
#include "crisis/internal/case_rows.h"
#include "crisis/internal/rooms.h"
#include "partners/agent.h"
#include "sql/listed.h"

namespace bassin::crisis {

namespace {

using base::Error;
using base::Result;

Result<void> note_step(sql::Session& session, Act const& act, Case const& before, Case const& after, std::string const& why) {
  return session.run(
      "insert into crisis_step (id, record, from_state, to_state, why, organisation, agent, at) values (:id, :record, :from, :to, :why, "
      ":organisation, :agent, :at)",
      {{"id", base::new_uuid()},
       {"record", before.id},
       {"from", id_of(before.state)},
       {"to", id_of(after.state)},
       {"why", why},
       {"organisation", act.reader.organisation},
       {"agent", act.reader.agent},
       {"at", base::to_iso(act.actor.at)}});
}

// Since when it trades as it does, and who said so.
struct Word {
  std::string at;  // "": nobody did
  bool of_owner = false;
};
Result<Word> word_of(sql::Session& session, std::string const& id) {
  BASSIN_TRY(auto const row, session.row("select trading_at, trading_of_owner from crisis_case where id = :id", {{"id", id}}));
  if (!row) return Word{};
  return Word{row->optional_text("trading_at").value_or(""), row->flag("trading_of_owner")};
}

Result<void> save(sql::Session& session, Case const& it, Word const& word) {
  return session.run(
      "update crisis_case set state = :state, reached = :reached, trading = :trading, trading_at = :said_at, trading_of_owner = :of_owner, "
      "priority = :priority, version = :version, changed_at = :at where id = :id",
      {{"state", id_of(it.state)},
       {"reached", id_of(it.reached)},
       {"trading", id_of(it.trading)},
       {"said_at", sql::or_null(word.at)},
       {"of_owner", word.of_owner ? 1 : 0},
       {"priority", it.priority},
       {"version", it.version},
       {"at", it.changed_at},
       {"id", it.id}});
}

// Whether what a report says of that moment goes before what was said.
bool goes_before(internal::TradingSaid const& said, std::string const& holds_from, bool known, Word const& word) {
  bool const says = said.trading != Trading::unknown && said.trading != Trading::refused;
  if (!known) return true;  // while nobody knew, there is nothing that was said later
  if (!says) return false;
  if (said.by_owner != word.of_owner) return word.of_owner;
  return holds_from >= word.at;
}

Result<Case> changed(Case it, CaseChange const& change, std::string const& why) {
  if (change.state && step(it.state, *change.state) == Step::backward && why.empty()) return Error("crisis.wants_reason");
  if (change.state && *change.state != it.state) {
    it.reached = furthest_after(it.reached, it.state, *change.state);
    it.state = *change.state;
  }
  if (change.trading) it.trading = *change.trading;
  if (change.priority && (*change.priority < 0 || *change.priority > 4))
    return Error("crisis.bad_value", {{"field", "priority"}, {"allowed", "0…4"}});
  if (change.priority) it.priority = *change.priority == 0 ? std::nullopt : change.priority;
  return it;
}

Result<void> check_taker(sql::Session& session, std::string const& crisis, std::string const& organisation, std::string const& agent) {
  BASSIN_DO(internal::check_member(session, crisis, organisation));
  if (agent.empty()) return {};
  BASSIN_TRY(auto const role, partners::role_in(session, agent, organisation));
  if (!role || !access::allows(*role, access::Need::edit_businesses)) return Error("crisis.unknown_agent", {{"agent", agent}});
  return {};
}

}  // namespace

Result<Case> change_case(sql::Session& session, Act const& act, std::string const& id, CaseChange const& change) {
  BASSIN_TRY(auto const found, internal::writable_case(session, act.reader, id));
  auto const& before = found.it;
  auto const now = base::to_iso(act.actor.at);
  BASSIN_DO(internal::check_line(before, act.reader, now));
  if (before.version != change.version) return Error("crisis.changed", {{"now", internal::json_of(before)}});
  BASSIN_TRY(auto const why, base::clean_or_empty("why", change.why, base::reason_most, base::Lines::several));
  BASSIN_TRY(auto after, changed(before, change, why));
  ++after.version;
  after.changed_at = now;
  BASSIN_TRY(auto const word, word_of(session, id));
  BASSIN_DO(save(session, after, change.trading ? Word{now, false} : word));
  if (after.state != before.state) {
    BASSIN_DO(note_step(session, act, before, after, why));
    BASSIN_DO(internal::count_steps(session, act, found.room, before));
  }
  BASSIN_DO(access::record(session, act, "crisis_case.changed", "crisis_case", id, internal::json_of(before), internal::json_of(after)));
  return after;
}

Result<std::uint64_t> assign(sql::Session& session, Act const& act, std::string const& crisis, std::span<std::string const> cases,
                             std::string const& organisation, std::string const& agent) {
  if (cases.empty() || cases.size() > assigned_most)
    return Error("crisis.bad_value", {{"field", "cases"}, {"allowed", fmt::format("1…{}", assigned_most)}});
  BASSIN_TRY([[maybe_unused]] auto const room, internal::writable(session, act.reader, crisis));
  BASSIN_DO(check_taker(session, crisis, organisation, agent));
  auto const in = sql::listed(cases);
  auto values = in.values;
  values.insert(values.end(), {{"organisation", organisation},
                               {"agent", sql::or_null(agent)},
                               {"at", base::to_iso(act.actor.at)},
                               {"crisis", crisis},
                               {"me", act.reader.agent}});
  BASSIN_TRY(auto const done,
             session.execute("update crisis_case set organisation = :organisation, agent = :agent, version = version + 1, changed_at = :at "
                             "where crisis = :crisis and (held_by is null or held_by = :me or held_until <= :at) and id in " +
                                 in.places,
                             sql::Session::Values(values)));
  BASSIN_DO(access::record(session, act, "crisis.assigned", "crisis", crisis, "",
                           access::text_of({{"organisation", organisation}, {"agent", agent}, {"cases", done}})));
  return done;
}

namespace internal {

Result<Case> close_for_good(sql::Session& session, Act const& act, Case const& before, std::string const& why) {
  auto after = before;
  after.reached = furthest_after(before.reached, before.state, CaseState::closed_for_good);
  after.state = CaseState::closed_for_good;
  ++after.version;
  after.changed_at = base::to_iso(act.actor.at);
  BASSIN_TRY(auto const word, word_of(session, before.id));
  BASSIN_DO(save(session, after, word));
  BASSIN_DO(note_step(session, act, before, after, why));
  BASSIN_DO(access::record(session, act, "crisis_case.lost", "crisis_case", before.id, json_of(before), json_of(after)));
  return after;
}

Result<void> take_up_report(sql::Session& session, Act const& act, Case const& before, std::optional<TradingSaid> said,
                            std::string const& holds_from) {
  auto after = before;
  if (before.state == CaseState::potential) {
    after.state = CaseState::reported;
    after.reached = furthest_after(before.reached, before.state, after.state);
  }
  BASSIN_TRY(auto const was, word_of(session, before.id));
  bool const known = before.trading != Trading::unknown && before.trading != Trading::refused;
  auto word = was;
  if (said && goes_before(*said, holds_from, known, was)) {
    after.trading = said->trading;
    word = {holds_from, said->by_owner};
  }
  // Said again: it holds from later on, and who has the case before them is not told that it changed.
  bool const moved = after.state != before.state || after.trading != before.trading;
  if (!moved && word.at == was.at && word.of_owner == was.of_owner) return {};
  if (moved) {
    ++after.version;
    after.changed_at = base::to_iso(act.actor.at);
  }
  BASSIN_DO(save(session, after, word));
  if (!moved) return {};
  if (after.state != before.state) BASSIN_DO(note_step(session, act, before, after, ""));
  return access::record(session, act, "crisis_case.reported", "crisis_case", before.id, json_of(before), json_of(after));
}

}  // namespace internal

}  // namespace bassin::crisis
