#include "convention/entered.h"

#include <fmt/format.h>

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

EnteredValue signed_by(Act const& act, EnteredValue it) {
  it.entered_by = act.reader.agent;
  it.organisation = act.reader.organisation;
  it.entered_at = base::to_iso(act.actor.at);
  it.ended_at.clear();
  return it;
}

// The version in force, where the reader may change it and knows it.
Result<EnteredValue> known_value(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  static std::string const statement = fmt::format("select {} from indicator_value where entry = :id and ended_at is null", value_columns);
  BASSIN_TRY(auto const row, session.row(statement, {{"id", id}}));
  if (!row) return Error("convention.unknown_value", {{"id", id}});
  auto value = value_of(*row);
  auto const indicator = internal::changeable_indicator(session, act, value.indicator);
  if (!indicator.ok() && indicator.error().code == "convention.unknown_indicator") return Error("convention.unknown_value", {{"id", id}});
  if (!indicator.ok()) return indicator.error();
  if (value.version != version) return Error("convention.changed", {{"now", json_of(value)}});
  return value;
}

Result<std::vector<EnteredValue>> read_all(sql::Session& session, std::string const& statement, std::string const& id) {
  BASSIN_TRY(auto const rows, session.rows(statement, {{"id", id}}));
  std::vector<EnteredValue> out;
  for (auto const& row : rows) out.push_back(value_of(row));
  return out;
}

}  // namespace

Result<std::vector<EnteredValue>> entered_in(sql::Session& session, access::Reader const& reader, std::string const& convention) {
  static std::string const statement = fmt::format(
      "select {} from indicator_value where ended_at is null and indicator in (select indicator.id from indicator join action on "
      "action.id = indicator.action where action.convention = :id) order by indicator, on_day, entry",
      value_columns);
  BASSIN_TRY(auto const rights, rights_of(session, reader));
  BASSIN_TRY([[maybe_unused]] auto const seen, internal::seen_convention(session, rights, convention));
  return read_all(session, statement, convention);
}

Result<std::vector<EnteredValue>> values_of(sql::Session& session, access::Reader const& reader, std::string const& indicator) {
  static std::string const statement =
      fmt::format("select {} from indicator_value where indicator = :id order by entry desc, version desc", value_columns);
  BASSIN_TRY([[maybe_unused]] auto const seen, find_indicator(session, reader, indicator));
  return read_all(session, statement, indicator);
}

Result<EnteredValue> enter(sql::Session& session, Act const& act, std::string const& indicator, EnteredFacts const& facts) {
  BASSIN_TRY(auto const of, internal::changeable_indicator(session, act, indicator));
  if (of.facts.computed) return Error("convention.computed");
  EnteredValue made;
  BASSIN_TRY(made.facts, clean(facts));
  made.id = base::new_uuid();
  made.indicator = indicator;
  made.version = 1;
  made = signed_by(act, made);
  BASSIN_DO(internal::insert(session, made));
  BASSIN_DO(access::record(session, act, "indicator_value.entered", "indicator_value", made.id, "", json_of(made)));
  return made;
}

Result<EnteredValue> correct(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                             EnteredFacts const& facts) {
  BASSIN_TRY(auto const before, known_value(session, act, id, version));
  auto after = before;
  BASSIN_TRY(after.facts, clean(facts));
  ++after.version;
  after = signed_by(act, after);
  BASSIN_DO(internal::end(session, before, after.entered_at));
  BASSIN_DO(internal::insert(session, after));
  BASSIN_DO(access::record(session, act, "indicator_value.corrected", "indicator_value", id, json_of(before), json_of(after)));
  return after;
}

Result<void> withdraw(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto const before, known_value(session, act, id, version));
  BASSIN_DO(internal::end(session, before, base::to_iso(act.actor.at)));
  return access::record(session, act, "indicator_value.withdrawn", "indicator_value", id, json_of(before), "");
}

}  // namespace bassin::convention
