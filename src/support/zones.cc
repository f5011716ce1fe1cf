#include "support/zones.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include "sql/session.h"

#include "access/reader.h"
#include "access/record_json.h"
#include "access/visibility.h"
#include "base/fold.h"
#include "base/id_table.h"
#include "base/plain_text.h"
#include "base/uuid.h"
#include "support/changes.h"

namespace bassin::support {

namespace {

using base::Error;
using base::Result;

constexpr std::string_view columns =
    "id, organisation, agent, name, sharing, communes, file_name, format, file_sum, notes, area_m2, vertices, west, south, east, north, "
    "version, created_at, changed_at";
constexpr std::array<std::string_view, 3> sharing_ids = {"private", "organisation", "partners"};

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    auto const comma = std::min(text.find(','), text.size());
    if (comma > 0) out.emplace_back(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return out;
}

std::string joined(std::vector<std::string> const& words) { return fmt::format("{}", fmt::join(words, ",")); }

Zone zone_of(sql::Row const& row) {
  Zone zone;
  zone.id = row.text("id");
  zone.organisation = row.text("organisation");
  zone.agent = row.text("agent");
  zone.name = row.text("name");
  zone.sharing = parse_zone_sharing(row.text("sharing")).value_or(ZoneSharing::own);
  zone.communes = split(row.text("communes"));
  zone.facts = {row.text("file_name"),   row.text("format"), row.text("file_sum"), row.text("notes"), row.real("area_m2"),
                row.integer("vertices"), row.real("west"),   row.real("south"),    row.real("east"),  row.real("north")};
  zone.version = row.integer("version");
  zone.created_at = row.text("created_at");
  zone.changed_at = row.text("changed_at");
  return zone;
}

std::string json_of(Zone const& zone) {
  return access::text_of({{"id", zone.id},
                          {"name", zone.name},
                          {"sharing", id_of(zone.sharing)},
                          {"fileName", zone.facts.file_name},
                          {"sha256", zone.facts.sum},
                          {"areaM2", zone.facts.area_m2},
                          {"vertices", zone.facts.vertices},
                          {"version", zone.version}});
}

Error unknown(std::string const& id) { return Error("support.unknown_zone", {{"id", id.substr(0, 100)}}); }

Result<std::vector<Zone>> zones_where(sql::Session& session, std::string_view condition, std::vector<sql::Named> const& values) {
  auto const statement = fmt::format("select {} from zone where {} order by id", columns, condition);
  BASSIN_TRY(auto const rows, session.rows(statement, sql::Session::Values(values)));
  std::vector<Zone> out;
  for (auto const& row : rows) out.push_back(zone_of(row));
  return out;
}

Result<Zone> to_change(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto zone, find_zone(session, act.reader, id));
  if (!access::may_change(act.reader, zone.organisation, zone.agent)) return Error("support.not_yours");
  if (zone.version != version) return Error("support.changed", {{"now", json_of(zone)}});
  return zone;
}

Result<void> check_sharing(Zone const& zone) {
  if (zone.sharing == ZoneSharing::partners && zone.communes.empty()) return Error("support.zone_elsewhere");
  return {};
}

Result<void> refuse_more(sql::Session& session, Act const& act) {
  BASSIN_TRY(auto const row, session.row("select count(*) as n from zone where agent = :agent", {{"agent", act.reader.agent}}));
  if (static_cast<std::size_t>(row->integer("n")) < zones_most) return {};
  return Error("support.too_many_zones", {{"most", std::to_string(zones_most)}});
}

Result<void> insert(sql::Session& session, Zone const& zone, NewZone const& wanted) {
  auto const& facts = zone.facts;
  BASSIN_DO(
      session.run(fmt::format("insert into zone ({}) values (:id, :organisation, :agent, :name, :sharing, :communes, :file_name, :format, "
                              ":file_sum, :notes, :area_m2, :vertices, :west, :south, :east, :north, :version, :created_at, :changed_at)",
                              columns),
                  {{"id", zone.id},
                   {"organisation", zone.organisation},
                   {"agent", zone.agent},
                   {"name", zone.name},
                   {"sharing", id_of(zone.sharing)},
                   {"communes", joined(zone.communes)},
                   {"file_name", facts.file_name},
                   {"format", facts.format},
                   {"file_sum", facts.sum},
                   {"notes", facts.notes},
                   {"area_m2", facts.area_m2},
                   {"vertices", facts.vertices},
                   {"west", facts.west},
                   {"south", facts.south},
                   {"east", facts.east},
                   {"north", facts.north},
                   {"version", zone.version},
                   {"created_at", zone.created_at},
                   {"changed_at", zone.changed_at}}));
  sql::Named screen("screen", std::nullopt);
  if (!wanted.screen.empty()) screen = {"screen", wanted.screen};
  return session.run("insert into zone_outline (zone, outline, screen) values (:zone, :outline, :screen)",
                     {{"zone", zone.id}, {"outline", wanted.outline}, screen});
}

}  // namespace

std::string_view id_of(ZoneSharing sharing) { return sharing_ids[static_cast<std::size_t>(sharing)]; }

std::optional<ZoneSharing> parse_zone_sharing(std::string_view id) { return base::parse_id<ZoneSharing>(sharing_ids, id); }

bool sees(access::Reader const& reader, Zone const& zone) {
  if (reader.standing != access::Reader::Standing::member || reader.organisation.empty()) return false;
  if (zone.organisation == reader.organisation) return zone.sharing != ZoneSharing::own || zone.agent == reader.agent;
  return zone.sharing == ZoneSharing::partners && std::any_of(zone.communes.begin(), zone.communes.end(), [&](auto const& commune) {
           return access::visible(reader, {zone.organisation, true, commune});
         });
}

Result<std::vector<Zone>> zones_of(sql::Session& session, access::Reader const& reader) {
  BASSIN_TRY(auto out,
             zones_where(session, "organisation = :organisation or sharing = 'partners'", {{"organisation", reader.organisation}}));
  std::erase_if(out, [&](Zone const& zone) { return !sees(reader, zone); });
  std::stable_sort(out.begin(), out.end(), [](auto const& a, auto const& b) { return base::fold(a.name) < base::fold(b.name); });
  return out;
}

Result<std::vector<Zone>> read_zones(sql::Session& session) { return zones_where(session, "1 = 1", {}); }

Result<Zone> find_zone(sql::Session& session, access::Reader const& reader, std::string const& id) {
  BASSIN_TRY(auto found, zones_where(session, "id = :id", {{"id", id}}));
  if (found.empty() || !sees(reader, found.front())) return unknown(id);
  return std::move(found.front());
}

Result<std::string> zone_outline(sql::Session& session, std::string const& id, OutlineDetail detail) {
  auto const* const column = detail == OutlineDetail::full ? "outline" : "coalesce(screen, outline)";
  BASSIN_TRY(auto const row, session.row(fmt::format("select {} as outline from zone_outline where zone = :id", column), {{"id", id}}));
  if (!row) return unknown(id);
  return row->text("outline");
}

Result<Zone> create_zone(sql::Session& session, Act const& act, NewZone const& wanted) {
  Zone fresh;
  BASSIN_TRY(fresh.name, base::clean("name", wanted.name, base::name_most));
  fresh.facts = wanted.facts;
  BASSIN_TRY(fresh.facts.file_name, base::clean("file", wanted.facts.file_name, file_name_most));
  BASSIN_DO(refuse_more(session, act));
  fresh.id = base::new_uuid();
  fresh.organisation = act.reader.organisation;
  fresh.agent = act.reader.agent;
  fresh.sharing = wanted.sharing;
  if (wanted.sharing == ZoneSharing::partners) fresh.communes = wanted.communes;
  BASSIN_DO(check_sharing(fresh));
  fresh.version = 1;
  fresh.created_at = fresh.changed_at = base::to_iso(act.actor.at);
  BASSIN_DO(insert(session, fresh, wanted));
  BASSIN_DO(access::record(session, act, "zone.created", "zone", fresh.id, "", json_of(fresh)));
  BASSIN_DO(note_change(session, changed_words));
  return fresh;
}

Result<Zone> change_zone(sql::Session& session, Act const& act, std::string const& id, ZoneChange const& change) {
  BASSIN_TRY(auto const before, to_change(session, act, id, change.version));
  auto after = before;
  if (change.name) {
    BASSIN_TRY(after.name, base::clean("name", *change.name, base::name_most));
  }
  if (change.sharing) {
    after.sharing = *change.sharing;
    after.communes = after.sharing == ZoneSharing::partners ? change.communes : std::vector<std::string>();
    BASSIN_DO(check_sharing(after));
  }
  after.changed_at = base::to_iso(act.actor.at);
  ++after.version;
  BASSIN_DO(
      session.run("update zone set name = :name, sharing = :sharing, communes = :communes, version = :version, changed_at = :at where id = "
                  ":id",
                  {{"name", after.name},
                   {"sharing", id_of(after.sharing)},
                   {"communes", joined(after.communes)},
                   {"version", after.version},
                   {"at", after.changed_at},
                   {"id", id}}));
  BASSIN_DO(access::record(session, act, "zone.changed", "zone", id, json_of(before), json_of(after)));
  BASSIN_DO(note_change(session, changed_words));
  return after;
}

Result<void> delete_zone(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto const before, to_change(session, act, id, version));
  BASSIN_DO(session.run("delete from zone_outline where zone = :id", {{"id", id}}));
  BASSIN_DO(session.run("delete from zone where id = :id", {{"id", id}}));
  BASSIN_DO(access::record(session, act, "zone.deleted", "zone", id, json_of(before), ""));
  return note_change(session, changed_words);
}

}  // namespace bassin::support
