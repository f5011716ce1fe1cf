// Which business a report is about, said by an agent of the room.
#include "access/record_json.h"
#include "base/plain_text.h"
#include "crisis/damage_report.h"
#include "crisis/internal/case_rows.h"
#include "crisis/internal/report_rows.h"
#include "crisis/internal/rooms.h"

namespace bassin::crisis {

namespace {

using base::Error;
using base::Result;

std::string json_of(DamageReport const& it) {
  return access::text_of({{"crisis", it.crisis}, {"state", id_of(it.state)}, {"case", it.record}, {"version", it.version}});
}

struct Settling {
  DamageReport report;
  Crisis room;
};
Result<Settling> settling(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto report, find_damage_report(session, act.reader, id));
  BASSIN_TRY(auto room, internal::writable(session, act.reader, report.crisis));
  if (report.version != version) return Error("crisis.changed", {{"now", json_of(report)}});
  return Settling{std::move(report), std::move(room)};
}

Result<DamageReport> settled(sql::Session& session, Act const& act, DamageReport it) {
  ++it.version;
  it.settled_at = base::to_iso(act.actor.at);
  it.settled_by = act.reader.agent;
  BASSIN_DO(session.run(
      "update damage_report set record = :record, state = :state, why = :why, settled_at = :at, settled_by = :by, version = :version where "
      "id = :id",
      {{"record", sql::or_null(it.record)},
       {"state", id_of(it.state)},
       {"why", it.why},
       {"at", it.settled_at},
       {"by", it.settled_by},
       {"version", it.version},
       {"id", it.id}}));
  return it;
}

}  // namespace

Result<DamageReport> match_report(sql::Session& session, Act const& act, std::string const& id, std::int64_t version, Place const& place) {
  BASSIN_TRY(auto const found, settling(session, act, id, version));
  auto const& before = found.report;
  BASSIN_TRY(auto const record, internal::put_case(session, act, found.room, place));
  auto after = before;
  after.record = record.id;
  after.state = ReportState::matched;
  after.why.clear();
  BASSIN_TRY(after, settled(session, act, std::move(after)));
  if (!before.record.empty() && before.record != record.id) {
    // Of a report that leaves a case, none of its answers hold any more, whatever the new case makes of them.
    BASSIN_DO(internal::mark_present(session, before.record));
  }
  BASSIN_DO(internal::count_for(session, act, after, record));
  BASSIN_DO(access::record(session, act, "damage_report.matched", "damage_report", id, json_of(before), json_of(after)));
  return after;
}

Result<DamageReport> set_report_aside(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                      std::string const& why) {
  BASSIN_TRY(auto const found, settling(session, act, id, version));
  auto const& before = found.report;
  auto after = before;
  BASSIN_TRY(after.why, base::clean("why", why, base::reason_most, base::Lines::several));
  after.state = ReportState::set_aside;
  BASSIN_TRY(after, settled(session, act, std::move(after)));
  if (!after.record.empty()) BASSIN_DO(internal::mark_present(session, after.record));
  BASSIN_DO(access::record(session, act, "damage_report.set_aside", "damage_report", id, json_of(before), json_of(after)));
  return after;
}

}  // namespace bassin::crisis
