#include "convention/indicator_keeper.h"

#include <fmt/format.h>

#include <map>

#include "base/uuid.h"
#include "convention/indicator_facts.h"
#include "convention/internal/values.h"

namespace bassin::convention {

namespace {

using base::Error;
using base::Result;

// Whoever does not see the owner is not told of what it owns.
template <class T>
Result<T> hidden(Result<T> result, std::string_view code, std::string_view told_as, std::string const& id) {
  if (!result.ok() && result.error().code == code) return Error(told_as, {{"id", id}});
  return result;
}

Indicator indicator_of(sql::Row const& row, std::string_view owner) {
  Indicator out;
  out.id = row.text("id");
  out.owner = row.text(owner);
  out.facts = facts_of(row);
  out.version = row.integer("version");
  out.created_at = row.text("created_at");
  out.created_by = row.text("created_by");
  out.changed_at = row.text("changed_at");
  return out;
}

std::vector<sql::Named> values_of(Indicator const& it) {
  auto out = facts_values(it.facts);
  out.insert(out.end(), {{"id", it.id}, {"version", it.version}, {"changed_at", it.changed_at}});
  return out;
}

EnteredValue signed_by(Act const& act, EnteredValue it) {
  it.entered_by = act.reader.agent;
  it.organisation = act.reader.organisation;
  it.entered_at = base::to_iso(act.actor.at);
  return it;
}

}  // namespace

Result<std::vector<Indicator>> IndicatorKeeper::read(sql::Session& session, std::string_view which, std::string const& id) const {
  BASSIN_TRY(auto const rows,
             session.rows(fmt::format("select id, {0}, {1}, version, created_at, created_by, changed_at from {2} where removed_at is null "
                                      "and {3} order by {0}, code, id",
                                      of_.owner, facts_columns, of_.indicators, which),
                          {{"id", id}}));
  BASSIN_TRY(auto const targets, session.rows(fmt::format("select indicator, year, target from {} where indicator in (select id from {} "
                                                          "where removed_at is null and {})",
                                                          of_.targets, of_.indicators, which),
                                              {{"id", id}}));
  std::vector<Indicator> out;
  for (auto const& row : rows) out.push_back(indicator_of(row, of_.owner));
  std::map<std::string, Indicator*> by_id;
  for (auto& it : out) by_id[it.id] = &it;
  for (auto const& row : targets)
    by_id.at(row.text("indicator"))->facts.targets[static_cast<int>(row.integer("year"))] = row.real("target");
  return out;
}

Result<std::vector<EnteredValue>> IndicatorKeeper::read_versions(sql::Session& session, std::string_view which,
                                                                 std::string const& id) const {
  BASSIN_TRY(auto const rows, session.rows(fmt::format("select {} from {} where {}", value_columns, of_.values, which), {{"id", id}}));
  std::vector<EnteredValue> out;
  for (auto const& row : rows) out.push_back(value_of(row));
  return out;
}

Result<std::vector<EnteredValue>> IndicatorKeeper::read_entered(sql::Session& session, std::string_view which,
                                                                std::string const& id) const {
  return read_versions(session,
                       fmt::format("ended_at is null and indicator in (select id from {} where {}) order by indicator, on_day, entry",
                                   of_.indicators, which),
                       id);
}

Result<void> IndicatorKeeper::write_targets(sql::Session& session, Indicator const& it) const {
  BASSIN_DO(session.run(fmt::format("delete from {} where indicator = :id", of_.targets), {{"id", it.id}}));
  for (auto const& [year, target] : it.facts.targets)
    BASSIN_DO(session.run(fmt::format("insert into {} (indicator, year, target) values (:id, :year, :target)", of_.targets),
                          {{"id", it.id}, {"year", year}, {"target", target}}));
  return {};
}

Result<void> IndicatorKeeper::insert(sql::Session& session, Indicator const& it) const {
  auto values = values_of(it);
  values.insert(values.end(), {{"owner", it.owner}, {"created_at", it.created_at}, {"created_by", it.created_by}});
  BASSIN_DO(session.run(fmt::format("insert into {} (id, {}, {}, version, created_at, created_by, changed_at) values (:id, :owner, {}, "
                                    ":version, :created_at, :created_by, :changed_at)",
                                    of_.indicators, of_.owner, facts_columns, facts_places),
                        sql::Session::Values(values)));
  return write_targets(session, it);
}

Result<void> IndicatorKeeper::update(sql::Session& session, Indicator const& it) const {
  auto const values = values_of(it);
  BASSIN_DO(session.run(
      fmt::format("update {} set {}, version = :version, changed_at = :changed_at where id = :id", of_.indicators, facts_assigned),
      sql::Session::Values(values)));
  return write_targets(session, it);
}

Result<void> IndicatorKeeper::begin(sql::Session& session, EnteredValue const& it) const {
  auto const values = version_values(it);
  return session.run(fmt::format("insert into {} {}", of_.values, version_inserted), sql::Session::Values(values));
}

Result<void> IndicatorKeeper::end(sql::Session& session, EnteredValue const& it, std::string const& at) const {
  return session.run(fmt::format("update {} set ended_at = :at where entry = :id and ended_at is null", of_.values),
                     {{"at", at}, {"id", it.id}});
}

std::string IndicatorKeeper::json_of(Indicator const& it) const {
  access::Json out{{"id", it.id}, {std::string(of_.owner), it.owner}};
  out.update(convention::json_of(it.facts));
  out["version"] = it.version;
  return access::text_of(out);
}

Result<void> IndicatorKeeper::tell(sql::Session& session, Act const& act, std::string_view what, Indicator const* before,
                                   Indicator const* after) const {
  return access::record(session, act, fmt::format("{}.{}", of_.indicators, what), of_.indicators, (before ? before : after)->id,
                        before ? json_of(*before) : "", after ? json_of(*after) : "");
}

Result<void> IndicatorKeeper::tell(sql::Session& session, Act const& act, std::string_view what, EnteredValue const* before,
                                   EnteredValue const* after) const {
  return access::record(session, act, fmt::format("{}.{}", of_.values, what), of_.values, (before ? before : after)->id,
                        before ? convention::json_of(*before) : "", after ? convention::json_of(*after) : "");
}

Result<Indicator> IndicatorKeeper::find(sql::Session& session, access::Reader const& reader, std::string const& id) const {
  BASSIN_TRY(auto found, read(session, "id = :id", id));
  if (found.empty()) return Error(of_.unknown_indicator, {{"id", id}});
  BASSIN_DO(hidden(of_.sees(session, reader, found.front().owner), of_.unknown_owner, of_.unknown_indicator, id));
  return std::move(found.front());
}

Result<Indicator> IndicatorKeeper::known(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) const {
  BASSIN_TRY(auto before, find(session, act.reader, id));
  BASSIN_DO(of_.writes(session, act.reader, before.owner));
  if (before.version != version) return Error(of_.changed, {{"now", json_of(before)}});
  return before;
}

Result<Indicator> IndicatorKeeper::enterable(sql::Session& session, Act const& act, std::string const& id) const {
  BASSIN_TRY(auto found, find(session, act.reader, id));
  BASSIN_DO(of_.enters(session, act.reader, found.owner));
  return found;
}

// The version in force, where the reader may change it and knows it.
Result<EnteredValue> IndicatorKeeper::known_value(sql::Session& session, Act const& act, std::string const& id,
                                                  std::int64_t version) const {
  BASSIN_TRY(auto found, read_versions(session, "entry = :id and ended_at is null", id));
  if (found.empty()) return Error(of_.unknown_value, {{"id", id}});
  auto& value = found.front();
  BASSIN_DO(hidden(enterable(session, act, value.indicator), of_.unknown_indicator, of_.unknown_value, id));
  if (value.version != version) return Error(of_.changed, {{"now", convention::json_of(value)}});
  return std::move(value);
}

Result<IndicatorFacts> IndicatorKeeper::clean_facts(sql::Session& session, IndicatorFacts const& facts) const {
  BASSIN_TRY(auto fitting, of_.fitting(facts));
  return clean(session, std::move(fitting));
}

Result<void> IndicatorKeeper::refuse_taken(sql::Session& session, Indicator const& it) const {
  BASSIN_TRY(auto const rows, session.rows(fmt::format("select code from {} where {} = :owner and id <> :id and removed_at is null",
                                                       of_.indicators, of_.owner),
                                           {{"owner", it.owner}, {"id", it.id}}));
  for (auto const& row : rows)
    if (row.text("code") == it.facts.code) return Error("convention.twice", {{"what", it.facts.code}});
  if (rows.size() >= indicators_most) return internal::bad_value("indicators", "≤ " + std::to_string(indicators_most));
  return {};
}

Result<Indicator> IndicatorKeeper::add(sql::Session& session, Act const& act, std::string const& owner, IndicatorFacts const& facts) const {
  BASSIN_DO(of_.writes(session, act.reader, owner));
  Indicator made;
  BASSIN_TRY(made.facts, clean_facts(session, facts));
  made.id = base::new_uuid();
  made.owner = owner;
  made.version = 1;
  made.created_at = made.changed_at = base::to_iso(act.actor.at);
  made.created_by = act.reader.agent;
  BASSIN_DO(refuse_taken(session, made));
  BASSIN_DO(insert(session, made));
  BASSIN_DO(tell(session, act, "added", nullptr, &made));
  return made;
}

Result<Indicator> IndicatorKeeper::change(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                          IndicatorFacts const& facts) const {
  BASSIN_TRY(auto const before, known(session, act, id, version));
  auto after = before;
  BASSIN_TRY(after.facts, clean_facts(session, facts));
  ++after.version;
  after.changed_at = base::to_iso(act.actor.at);
  BASSIN_DO(refuse_taken(session, after));
  BASSIN_DO(update(session, after));
  BASSIN_DO(tell(session, act, "changed", &before, &after));
  return after;
}

Result<void> IndicatorKeeper::remove(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) const {
  BASSIN_TRY(auto const before, known(session, act, id, version));
  BASSIN_DO(session.run(fmt::format("update {} set removed_at = :at, version = version + 1 where id = :id", of_.indicators),
                        {{"at", base::to_iso(act.actor.at)}, {"id", id}}));
  return tell(session, act, "removed", &before, nullptr);
}

Result<std::vector<EnteredValue>> IndicatorKeeper::values(sql::Session& session, access::Reader const& reader,
                                                          std::string const& indicator) const {
  BASSIN_TRY([[maybe_unused]] auto const seen, find(session, reader, indicator));
  return read_versions(session, "indicator = :id order by entry desc, version desc", indicator);
}

Result<EnteredValue> IndicatorKeeper::enter(sql::Session& session, Act const& act, std::string const& indicator,
                                            EnteredFacts const& facts) const {
  BASSIN_TRY(auto const of, enterable(session, act, indicator));
  if (of.facts.computed) return Error("convention.computed");
  EnteredValue made;
  BASSIN_TRY(made.facts, clean(facts));
  made.id = base::new_uuid();
  made.indicator = indicator;
  made.version = 1;
  made = signed_by(act, made);
  BASSIN_DO(begin(session, made));
  BASSIN_DO(tell(session, act, "entered", nullptr, &made));
  return made;
}

Result<EnteredValue> IndicatorKeeper::correct(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                              EnteredFacts const& facts) const {
  BASSIN_TRY(auto const before, known_value(session, act, id, version));
  auto after = before;
  BASSIN_TRY(after.facts, clean(facts));
  ++after.version;
  after = signed_by(act, after);
  BASSIN_DO(end(session, before, after.entered_at));
  BASSIN_DO(begin(session, after));
  BASSIN_DO(tell(session, act, "corrected", &before, &after));
  return after;
}

Result<void> IndicatorKeeper::withdraw(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) const {
  BASSIN_TRY(auto const before, known_value(session, act, id, version));
  BASSIN_DO(end(session, before, base::to_iso(act.actor.at)));
  return tell(session, act, "withdrawn", &before, nullptr);
}

}  // namespace bassin::convention
