#include "waters/station.h"

#include <algorithm>

#include "base/uuid.h"
#include "sql/session.h"
#include "waters/internal/station_rows.h"

namespace bassin::waters {

namespace {

using base::Error;
using base::Result;

Result<void> check_once(sql::Session& session, StationFacts const& facts, std::string const& id) {
  BASSIN_TRY(auto const other, session.row("select id from water_station where code = :code and format = :format and id <> :id",
                                           {{"code", facts.code}, {"format", id_of(facts.format)}, {"id", id}}));
  if (other) return Error("waters.twice", {{"code", facts.code}});
  return {};
}

std::vector<Threshold> fresh(std::vector<ThresholdFacts> const& all) {
  std::vector<Threshold> out;
  for (auto const& it : all) out.push_back({it, {it.mark, false, std::nullopt}});
  return out;
}

Result<Station> known(sql::Session& session, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto before, find_station(session, id));
  if (before.version != version) return Error("waters.changed");
  return before;
}

Result<void> drop_levels(sql::Session& session, std::string const& id) {
  return session.run("delete from water_level where station = :id", {{"id", id}});
}

Result<void> note(sql::Session& session, Act const& act, std::string_view action, std::string const& id, std::string before,
                  std::string after) {
  return access::record(session, act, action, "water_station", id, std::move(before), std::move(after));
}

}  // namespace

Error Failing::error() const& {
  Error out(code);
  out.values = values;
  return out;
}

Result<std::vector<Station>> stations(sql::Session& session) { return internal::read_stations(session, ""); }

Result<Station> find_station(sql::Session& session, std::string const& id) {
  if (id.empty()) return Error("waters.unknown", {{"id", id}});
  BASSIN_TRY(auto found, internal::read_stations(session, id));
  if (found.empty()) return Error("waters.unknown", {{"id", id}});
  return std::move(found.front());
}

Result<Station> add_station(sql::Session& session, Act const& act, StationFacts const& facts) {
  Station made;
  BASSIN_TRY(made.facts, internal::clean(facts));
  BASSIN_DO(check_once(session, made.facts, ""));
  BASSIN_TRY(auto const count, session.row("select count(*) as n from water_station"));
  if (count->integer("n") >= static_cast<std::int64_t>(stations_most))
    return Error("waters.too_many_stations", {{"most", std::to_string(stations_most)}});
  made.id = base::new_uuid();
  made.version = 1;
  made.thresholds = fresh(made.facts.thresholds);
  BASSIN_DO(
      session.run("insert into water_station (id, code, name, river, format, url, lasts_minutes, margin, version, created_at, "
                  "created_by, changed_at) values (:id, :code, :name, :river, :format, :url, :lasts, :margin, 1, :at, :by, :at)",
                  {{"id", made.id},
                   {"code", made.facts.code},
                   {"name", made.facts.name},
                   {"river", made.facts.river},
                   {"format", id_of(made.facts.format)},
                   {"url", made.facts.url},
                   {"lasts", made.facts.habit.lasts_minutes},
                   {"margin", made.facts.habit.margin},
                   {"at", to_iso(act.actor.at)},
                   {"by", act.reader.agent}}));
  BASSIN_DO(internal::insert_thresholds(session, made));
  BASSIN_DO(note(session, act, "water.station_added", made.id, "", internal::json_of(made.facts)));
  return made;
}

Result<Station> change_station(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                               StationFacts const& facts) {
  BASSIN_TRY(auto const before, known(session, id, version));
  auto after = before;
  BASSIN_TRY(after.facts, internal::clean(facts));
  BASSIN_DO(check_once(session, after.facts, id));
  bool const other = after.facts.code != before.facts.code || after.facts.format != before.facts.format;
  bool const elsewhere = other || after.facts.url != before.facts.url;
  after.thresholds = fresh(after.facts.thresholds);
  for (auto& it : after.thresholds)
    for (auto const& was : before.thresholds)
      if (!other && was.facts.mark == it.facts.mark) it.state = was.state;
  ++after.version;
  BASSIN_DO(
      session.run("update water_station set code = :code, name = :name, river = :river, format = :format, url = :url, "
                  "lasts_minutes = :lasts, margin = :margin, version = :version, changed_at = :at where id = :id",
                  {{"code", after.facts.code},
                   {"name", after.facts.name},
                   {"river", after.facts.river},
                   {"format", id_of(after.facts.format)},
                   {"url", after.facts.url},
                   {"lasts", after.facts.habit.lasts_minutes},
                   {"margin", after.facts.habit.margin},
                   {"version", after.version},
                   {"at", to_iso(act.actor.at)},
                   {"id", id}}));
  // What failed was another source.
  if (elsewhere)
    BASSIN_DO(session.run("update water_station set failing_since = null, failure_code = null, failure_values = null where id = :id",
                          {{"id", id}}));
  if (other) BASSIN_DO(drop_levels(session, id));
  BASSIN_DO(session.run("delete from water_threshold where station = :id", {{"id", id}}));
  BASSIN_DO(internal::insert_thresholds(session, after));
  BASSIN_DO(note(session, act, "water.station_changed", id, internal::json_of(before.facts), internal::json_of(after.facts)));
  return after;
}

Result<void> remove_station(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto const before, known(session, id, version));
  BASSIN_DO(drop_levels(session, id));
  BASSIN_DO(session.run("delete from water_threshold where station = :id", {{"id", id}}));
  BASSIN_DO(session.run("delete from water_station where id = :id", {{"id", id}}));
  return note(session, act, "water.station_removed", id, internal::json_of(before.facts), "");
}

Result<Watching> watching(sql::Session& session) {
  BASSIN_TRY(auto const row, session.row("select watching, version from water_watch where id = 1"));
  return row ? Watching{row->flag("watching"), row->integer("version")} : Watching{};
}

Result<Watching> switch_watching(sql::Session& session, Act const& act, std::int64_t version, bool on) {
  BASSIN_TRY(auto const before, watching(session));
  if (before.version != version) return Error("waters.changed");
  Watching const after{on, version + 1};
  BASSIN_DO(
      session.run("insert into water_watch (id, watching, version, changed_at, changed_by) values (1, :on, :version, :at, :by) "
                  "on conflict (id) do update set watching = excluded.watching, version = excluded.version, planned_at = null, "
                  "changed_at = excluded.changed_at, changed_by = excluded.changed_by",
                  {{"on", on ? 1 : 0}, {"version", after.version}, {"at", to_iso(act.actor.at)}, {"by", act.reader.agent}}));
  BASSIN_DO(access::record(session, act, on ? "water.watching_on" : "water.watching_off", "water_watch", "1", "", ""));
  return after;
}

}  // namespace bassin::waters
