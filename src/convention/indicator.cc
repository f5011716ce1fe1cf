#include "convention/indicator.h"

#include <array>

#include "base/id_table.h"
#include "base/uuid.h"
#include "convention/indicator_facts.h"
#include "convention/internal/indicator_keeping.h"
#include "convention/internal/indicator_records.h"
#include "convention/internal/keeping.h"
#include "convention/internal/values.h"

namespace bassin::convention {

namespace {

using base::Error;
using base::Result;
using internal::bad_value;

constexpr std::array<std::string_view, effect_count> effect_ids = {"output", "result", "impact"};
constexpr std::array<std::string_view, measure_count> measure_ids = {"contributions", "businesses", "visited", "half_days",
                                                                     "days",          "coverage",   "delay",   "within"};
constexpr std::array<std::string_view, gathering_count> gathering_ids = {"sum", "last"};
Result<void> refuse_taken(sql::Session& session, Indicator const& it) {
  BASSIN_TRY(auto const row,
             session.row("select id from indicator where action = :action and code = :code and id <> :id and removed_at is null",
                         {{"action", it.action}, {"code", it.facts.code}, {"id", it.id}}));
  if (row) return Error("convention.twice", {{"what", it.facts.code}});
  BASSIN_TRY(auto const count,
             session.row("select count(*) as n from indicator where action = :action and id <> :id and removed_at is null",
                         {{"action", it.action}, {"id", it.id}}));
  if (count && count->integer("n") >= static_cast<std::int64_t>(indicators_most))
    return bad_value("indicators", "≤ " + std::to_string(indicators_most));
  return {};
}

}  // namespace

std::string_view id_of(Effect effect) { return effect_ids[static_cast<std::size_t>(effect)]; }
std::optional<Effect> parse_effect(std::string_view id) { return base::parse_id<Effect>(effect_ids, id); }
std::string_view id_of(Measure measure) { return measure_ids[static_cast<std::size_t>(measure)]; }
std::optional<Measure> parse_measure(std::string_view id) { return base::parse_id<Measure>(measure_ids, id); }
bool is_of_delays(Measure measure) { return measure == Measure::delay || measure == Measure::within; }
std::string_view id_of(Gathering gathering) { return gathering_ids[static_cast<std::size_t>(gathering)]; }
std::optional<Gathering> parse_gathering(std::string_view id) { return base::parse_id<Gathering>(gathering_ids, id); }

namespace internal {

Result<Action> changeable_action(sql::Session& session, Act const& act, std::string const& id) {
  BASSIN_TRY(auto const rights, rights_of(session, act.reader));
  BASSIN_TRY(auto action, find_action(session, act.reader, id));
  BASSIN_TRY(auto const convention, seen_convention(session, rights, action.convention));
  if (!may_change(rights, act.reader, convention, action)) return Error("convention.not_yours");
  return action;
}

Result<Indicator> changeable_indicator(sql::Session& session, Act const& act, std::string const& id) {
  BASSIN_TRY(auto indicator, find_indicator(session, act.reader, id));
  BASSIN_DO(changeable_action(session, act, indicator.action));
  return indicator;
}

}  // namespace internal

Result<std::vector<Indicator>> indicators_of(sql::Session& session, access::Reader const& reader, std::string const& convention) {
  BASSIN_TRY(auto const rights, rights_of(session, reader));
  BASSIN_TRY([[maybe_unused]] auto const seen, internal::seen_convention(session, rights, convention));
  return internal::read_indicators(session, convention);
}

// A hidden one does not exist.
Result<Indicator> find_indicator(sql::Session& session, access::Reader const& reader, std::string const& id) {
  BASSIN_TRY(auto indicator, internal::read_indicator(session, id));
  auto const action = find_action(session, reader, indicator.action);
  if (action.ok()) return indicator;
  if (action.error().code == "convention.unknown_action") return Error("convention.unknown_indicator", {{"id", id}});
  return action.error();
}

Result<Indicator> add_indicator(sql::Session& session, Act const& act, std::string const& action, IndicatorFacts const& facts) {
  BASSIN_DO(internal::changeable_action(session, act, action));
  Indicator made;
  BASSIN_TRY(made.facts, clean(session, facts));
  made.id = base::new_uuid();
  made.action = action;
  made.version = 1;
  made.created_at = made.changed_at = base::to_iso(act.actor.at);
  made.created_by = act.reader.agent;
  BASSIN_DO(refuse_taken(session, made));
  BASSIN_DO(internal::insert(session, made));
  BASSIN_DO(access::record(session, act, "indicator.added", "indicator", made.id, "", internal::json_of(made)));
  return made;
}

Result<Indicator> change_indicator(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                   IndicatorFacts const& facts) {
  BASSIN_TRY(auto const before, internal::changeable_indicator(session, act, id));
  if (before.version != version) return Error("convention.changed", {{"now", internal::json_of(before)}});
  auto after = before;
  BASSIN_TRY(after.facts, clean(session, facts));
  ++after.version;
  after.changed_at = base::to_iso(act.actor.at);
  BASSIN_DO(refuse_taken(session, after));
  BASSIN_DO(internal::update(session, after));
  BASSIN_DO(access::record(session, act, "indicator.changed", "indicator", id, internal::json_of(before), internal::json_of(after)));
  return after;
}

Result<void> remove_indicator(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto const before, internal::changeable_indicator(session, act, id));
  if (before.version != version) return Error("convention.changed", {{"now", internal::json_of(before)}});
  BASSIN_DO(internal::end(session, before, base::to_iso(act.actor.at)));
  return access::record(session, act, "indicator.removed", "indicator", id, internal::json_of(before), "");
}

}  // namespace bassin::convention
