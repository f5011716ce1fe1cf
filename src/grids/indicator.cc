#include "grids/indicator.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/uuid.h"
#include "convention/indicator_facts.h"
#include "grids/internal/grid_rows.h"
#include "grids/internal/indicator_rows.h"

namespace bassin::grids {

namespace {

using base::Error;
using base::Result;
using convention::EnteredFacts;
using convention::EnteredValue;
using convention::IndicatorFacts;

Result<IndicatorFacts> clean_facts(sql::Session& session, IndicatorFacts facts) {
  if (facts.computed && facts.computed->measure == convention::Measure::coverage) return Error("grid.no_coverage");
  if (facts.computed) facts.computed->organisation.clear();
  return convention::clean(session, std::move(facts));
}

Result<void> refuse_taken(sql::Session& session, Indicator const& it) {
  BASSIN_TRY(auto const others, internal::read_indicators(session, "heading = :id", it.heading));
  std::size_t count = 1;
  for (auto const& other : others) {
    if (other.id == it.id) continue;
    ++count;
    if (other.facts.code == it.facts.code) return Error("convention.twice", {{"what", it.facts.code}});
  }
  if (count > convention::indicators_most)
    return Error("convention.bad_value", {{"field", "indicators"}, {"allowed", "≤ " + std::to_string(convention::indicators_most)}});
  return {};
}

// Of a grid that the reader sees.
Result<Indicator> seen(sql::Session& session, access::Reader const& reader, std::string const& id) {
  auto const unknown = Error("grid.unknown_indicator", {{"id", id}});
  BASSIN_TRY(auto found, internal::read_indicators(session, "id = :id", id));
  if (found.empty()) return unknown;
  BASSIN_TRY(auto const grid, internal::grid_of_heading(session, found.front().heading));
  BASSIN_TRY([[maybe_unused]] auto const of, internal::told_as(find_grid(session, reader, grid), unknown));
  return std::move(found.front());
}

Result<Indicator> writable(sql::Session& session, Act const& act, std::string const& id) {
  BASSIN_TRY(auto found, seen(session, act.reader, id));
  BASSIN_TRY([[maybe_unused]] auto const of, internal::writable_heading(session, act.reader, found.heading));
  return found;
}

Result<Indicator> enterable(sql::Session& session, Act const& act, std::string const& id) {
  BASSIN_TRY(auto found, seen(session, act.reader, id));
  BASSIN_TRY(auto const grid, internal::grid_of_heading(session, found.heading));
  BASSIN_TRY([[maybe_unused]] auto const of, internal::enterable(session, act.reader, grid));
  return found;
}

Result<Indicator> known(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto before, writable(session, act, id));
  if (before.version != version) return Error("grid.changed", {{"now", internal::json_of(before)}});
  return before;
}

Result<std::vector<EnteredValue>> read_values(sql::Session& session, std::string const& which, std::string const& id) {
  BASSIN_TRY(auto const rows,
             session.rows(fmt::format("select {} from grid_value where {}", convention::value_columns, which), {{"id", id}}));
  std::vector<EnteredValue> out;
  for (auto const& row : rows) out.push_back(convention::value_of(row));
  return out;
}

Result<EnteredValue> known_value(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  auto const unknown = Error("grid.unknown_value", {{"id", id}});
  BASSIN_TRY(auto found, read_values(session, "entry = :id and ended_at is null", id));
  if (found.empty()) return unknown;
  auto const of = enterable(session, act, found.front().indicator);
  if (!of.ok() && of.error().code != "grid.not_yours") return unknown;
  if (!of.ok()) return of.error();
  if (found.front().version != version) return Error("grid.changed", {{"now", convention::json_of(found.front())}});
  return std::move(found.front());
}

EnteredValue signed_by(Act const& act, EnteredValue it) {
  it.entered_by = act.reader.agent;
  it.organisation = act.reader.organisation;
  it.entered_at = base::to_iso(act.actor.at);
  return it;
}

Result<void> insert(sql::Session& session, EnteredValue const& it) {
  auto const values = convention::version_values(it);
  return session.run("insert into grid_value " + std::string(convention::version_inserted), sql::Session::Values(values));
}

Result<void> end(sql::Session& session, EnteredValue const& it, std::string const& at) {
  return session.run("update grid_value set ended_at = :at where entry = :id and ended_at is null", {{"at", at}, {"id", it.id}});
}

}  // namespace

Result<std::vector<Indicator>> indicators_of(sql::Session& session, access::Reader const& reader, std::string const& grid) {
  BASSIN_TRY([[maybe_unused]] auto const of, find_grid(session, reader, grid));
  BASSIN_TRY(auto out, internal::read_indicators(session, internal::of_grid, grid));
  std::sort(out.begin(), out.end(), [](auto const& one, auto const& two) {
    return one.heading != two.heading ? one.heading < two.heading : comes_before(one.facts.code, two.facts.code);
  });
  return out;
}

Result<std::vector<EnteredValue>> entered_in(sql::Session& session, access::Reader const& reader, std::string const& grid) {
  BASSIN_TRY([[maybe_unused]] auto const of, find_grid(session, reader, grid));
  return read_values(session,
                     fmt::format("ended_at is null and indicator in (select i.id from grid_indicator i where i.{}) order by indicator, "
                                 "on_day, entry",
                                 internal::of_grid),
                     grid);
}

Result<std::vector<EnteredValue>> values_of(sql::Session& session, access::Reader const& reader, std::string const& indicator) {
  BASSIN_TRY([[maybe_unused]] auto const of, seen(session, reader, indicator));
  return read_values(session, "indicator = :id order by entry desc, version desc", indicator);
}

Result<Indicator> add_indicator(sql::Session& session, Act const& act, std::string const& heading, IndicatorFacts const& facts) {
  BASSIN_TRY([[maybe_unused]] auto const of, internal::writable_heading(session, act.reader, heading));
  Indicator made;
  BASSIN_TRY(made.facts, clean_facts(session, facts));
  made.id = base::new_uuid();
  made.heading = heading;
  made.version = 1;
  made.created_at = made.changed_at = base::to_iso(act.actor.at);
  made.created_by = act.reader.agent;
  BASSIN_DO(refuse_taken(session, made));
  BASSIN_DO(internal::insert(session, made));
  BASSIN_DO(access::record(session, act, "grid_indicator.added", "grid_indicator", made.id, "", internal::json_of(made)));
  return made;
}

Result<Indicator> change_indicator(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                   IndicatorFacts const& facts) {
  BASSIN_TRY(auto const before, known(session, act, id, version));
  auto after = before;
  BASSIN_TRY(after.facts, clean_facts(session, facts));
  ++after.version;
  after.changed_at = base::to_iso(act.actor.at);
  BASSIN_DO(refuse_taken(session, after));
  BASSIN_DO(internal::update(session, after));
  BASSIN_DO(
      access::record(session, act, "grid_indicator.changed", "grid_indicator", id, internal::json_of(before), internal::json_of(after)));
  return after;
}

Result<void> remove_indicator(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto const before, known(session, act, id, version));
  BASSIN_DO(session.run("update grid_indicator set removed_at = :at, version = version + 1 where id = :id",
                        {{"at", base::to_iso(act.actor.at)}, {"id", id}}));
  return access::record(session, act, "grid_indicator.removed", "grid_indicator", id, internal::json_of(before), "");
}

Result<EnteredValue> enter(sql::Session& session, Act const& act, std::string const& indicator, EnteredFacts const& facts) {
  BASSIN_TRY(auto const of, enterable(session, act, indicator));
  if (of.facts.computed) return Error("convention.computed");
  EnteredValue made;
  BASSIN_TRY(made.facts, convention::clean(facts));
  made.id = base::new_uuid();
  made.indicator = indicator;
  made.version = 1;
  made = signed_by(act, made);
  BASSIN_DO(insert(session, made));
  BASSIN_DO(access::record(session, act, "grid_value.entered", "grid_value", made.id, "", convention::json_of(made)));
  return made;
}

Result<EnteredValue> correct(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                             EnteredFacts const& facts) {
  BASSIN_TRY(auto const before, known_value(session, act, id, version));
  auto after = before;
  BASSIN_TRY(after.facts, convention::clean(facts));
  ++after.version;
  after = signed_by(act, after);
  BASSIN_DO(end(session, before, after.entered_at));
  BASSIN_DO(insert(session, after));
  BASSIN_DO(
      access::record(session, act, "grid_value.corrected", "grid_value", id, convention::json_of(before), convention::json_of(after)));
  return after;
}

Result<void> withdraw(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto const before, known_value(session, act, id, version));
  BASSIN_DO(end(session, before, base::to_iso(act.actor.at)));
  return access::record(session, act, "grid_value.withdrawn", "grid_value", id, convention::json_of(before), "");
}

}  // namespace bassin::grids
