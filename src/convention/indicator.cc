#include "convention/indicator.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "base/id_table.h"
#include "base/plain_text.h"
#include "base/uuid.h"
#include "convention/internal/indicator_keeping.h"
#include "convention/internal/indicator_records.h"
#include "convention/internal/keeping.h"
#include "convention/internal/values.h"
#include "partners/organisation.h"

namespace bassin::convention {

namespace {

using base::Error;
using base::Lines;
using base::Result;
using internal::bad_value;

constexpr std::array<std::string_view, effect_count> effect_ids = {"output", "result", "impact"};
constexpr std::array<std::string_view, measure_count> measure_ids = {"contributions", "businesses", "visited", "half_days",
                                                                     "days",          "coverage",   "delay",   "within"};
constexpr std::array<std::string_view, gathering_count> gathering_ids = {"sum", "last"};
constexpr std::size_t code_most = 20;
constexpr std::size_t kinds_most = 20;
constexpr std::size_t kind_most = 40;
constexpr int first_year = 2000;
constexpr int last_year = 2100;

// "site_visit": a word of who keeps the work.
bool is_word(std::string const& kind) {
  return !kind.empty() && kind.size() <= kind_most &&
         std::all_of(kind.begin(), kind.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

Result<void> check_computed(sql::Session& session, Computed& it) {
  if (it.kinds.size() > kinds_most || !std::all_of(it.kinds.begin(), it.kinds.end(), is_word)) return bad_value("kinds", "visit, call…");
  std::set<std::string> const sorted(it.kinds.begin(), it.kinds.end());
  it.kinds.assign(sorted.begin(), sorted.end());
  if (!it.organisation.empty()) BASSIN_DO(partners::find_organisation(session, it.organisation));
  if (is_of_delays(it.measure)) {
    if (!it.delay) return bad_value("delay", "taken, closed, follow_up");
    if (it.measure == Measure::within && (it.most < 0 || it.most > delay_most)) return bad_value("most", "0-" + std::to_string(delay_most));
    it.kinds.clear();
  } else {
    it.delay.reset();
  }
  if (it.measure != Measure::within) it.most = 0;
  if ((it.measure == Measure::coverage) == it.field.empty()) return bad_value("field", it.field.empty() ? "economic-fabric…" : "\"\"");
  return {};
}

Result<void> check_targets(IndicatorFacts const& it) {
  if (it.baseline) BASSIN_DO(internal::check_figure("baseline", *it.baseline));
  if (it.targets.size() > years_most) return bad_value("targets", "≤ " + std::to_string(years_most));
  for (auto const& [year, target] : it.targets) {
    if (year < first_year || year > last_year) return bad_value("year", std::to_string(first_year) + "-" + std::to_string(last_year));
    BASSIN_DO(internal::check_figure("target", target));
  }
  return {};
}

Result<IndicatorFacts> clean_facts(sql::Session& session, IndicatorFacts it) {
  BASSIN_TRY(it.code, base::clean("code", it.code, code_most));
  BASSIN_TRY(it.label, base::clean("label", it.label, base::line_most));
  BASSIN_TRY(it.unit, base::clean("unit", it.unit, base::name_most));
  BASSIN_TRY(it.method, base::clean_or_empty("method", it.method, base::description_most, Lines::several));
  BASSIN_DO(check_targets(it));
  if (it.computed) {
    BASSIN_DO(check_computed(session, *it.computed));
    it.gathering = Gathering::sum;
  }
  return it;
}

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

Result<void> check_figure(std::string field, double figure) {
  constexpr double most = 1e12;
  if (!std::isfinite(figure) || std::abs(figure) > most) return bad_value(std::move(field), "±10¹²");
  return {};
}

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
  BASSIN_TRY(made.facts, clean_facts(session, facts));
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
  BASSIN_TRY(after.facts, clean_facts(session, facts));
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
