#include "crisis/zone.h"

#include <algorithm>
#include <array>

#include "access/record_json.h"
#include "base/id_table.h"
#include "base/plain_text.h"
#include "crisis/internal/rooms.h"
#include "geo/geojson.h"
#include "geo/geojson_text.h"

namespace bassin::crisis {

namespace {

using access::Json;
using base::Error;
using base::Result;

constexpr std::array<std::string_view, 4> sources{"drawn", "file", "streets", "communes"};
constexpr std::string_view columns = "number, source, field, note, communes, streets, drawn_at, drawn_by";

std::string text_of(std::vector<Street> const& streets) {
  auto out = Json::array();
  for (auto const& it : streets) out.push_back({it.commune, it.name});
  return access::text_of(out);
}

Zone zone_of(sql::Row const& row) {
  Zone out;
  out.number = row.integer("number");
  out.facts.source = parse_zone_source(row.text("source")).value_or(ZoneSource::drawn);
  out.facts.field = reference::parse_field(row.text("field")).value_or(reference::Field::economic_fabric);
  out.facts.note = row.text("note");
  for (auto const& it : Json::parse(row.text("communes"))) out.facts.communes.push_back(it.get<std::string>());
  for (auto const& it : Json::parse(row.text("streets"))) out.facts.streets.push_back({it.at(0), it.at(1)});
  out.drawn_at = row.text("drawn_at");
  out.drawn_by = row.text("drawn_by");
  return out;
}

Result<ZoneFacts> clean(ZoneFacts it) {
  BASSIN_TRY(it.note, base::clean_or_empty("note", it.note, base::line_most));
  if (it.streets.size() > zone_streets_most)
    return Error("crisis.bad_value", {{"field", "streets"}, {"allowed", "≤ " + std::to_string(zone_streets_most)}});
  for (auto& street : it.streets) {
    BASSIN_TRY(street.name, base::clean("street", street.name, base::line_most));
  }
  std::sort(it.communes.begin(), it.communes.end());
  it.communes.erase(std::unique(it.communes.begin(), it.communes.end()), it.communes.end());
  if (it.outline.empty() && it.communes.empty() && it.streets.empty()) return Error("crisis.empty_zone");
  if (it.outline.empty()) return it;
  geo::GeojsonLimits limits;
  limits.vertices = zone_vertices_most;
  BASSIN_TRY(auto const features, geo::parse_geojson(it.outline, limits));
  // The area alone: what a file says of people beside it is not kept.
  it.outline.clear();
  geo::append_geojson(it.outline, geo::merged_area(features));
  return it;
}

}  // namespace

std::string_view id_of(ZoneSource source) { return sources[static_cast<std::size_t>(source)]; }
std::optional<ZoneSource> parse_zone_source(std::string_view id) { return base::parse_id<ZoneSource>(sources, id); }

Result<Zone> draw_zone(sql::Session& session, Act const& act, std::string const& crisis, ZoneFacts const& facts) {
  BASSIN_TRY(auto const room, internal::writable(session, act.reader, crisis));
  Zone made;
  BASSIN_TRY(made.facts, clean(facts));
  made.number = room.zone + 1;
  made.drawn_at = base::to_iso(act.actor.at);
  made.drawn_by = act.reader.agent;
  BASSIN_DO(session.run(
      "insert into crisis_zone (crisis, number, source, field, note, outline, communes, streets, drawn_at, drawn_by) values (:crisis, "
      ":number, :source, :field, :note, :outline, :communes, :streets, :at, :by)",
      {{"crisis", crisis},
       {"number", made.number},
       {"source", id_of(made.facts.source)},
       {"field", reference::definition_of(made.facts.field).id},
       {"note", made.facts.note},
       {"outline", sql::or_null(made.facts.outline)},
       {"communes", access::text_of(Json(made.facts.communes))},
       {"streets", text_of(made.facts.streets)},
       {"at", made.drawn_at},
       {"by", made.drawn_by}}));
  BASSIN_DO(internal::set_zone_number(session, act, room, made.number));
  BASSIN_DO(access::record(
      session, act, "crisis.zone_drawn", "crisis", crisis, "",
      access::text_of(
          {{"number", made.number}, {"source", id_of(made.facts.source)}, {"note", made.facts.note}, {"communes", made.facts.communes}})));
  return made;
}

Result<std::vector<Zone>> zones_of(sql::Session& session, access::Reader const& reader, std::string const& crisis) {
  static std::string const statement = "select " + std::string(columns) +
                                       ", case when number = (select zone from crisis where id = :id) then outline end as outline from "
                                       "crisis_zone where crisis = :id order by "
                                       "number desc";
  BASSIN_TRY([[maybe_unused]] auto const room, internal::entered(session, reader, crisis));
  BASSIN_TRY(auto const rows, session.rows(statement, {{"id", crisis}}));
  std::vector<Zone> out;
  for (auto const& row : rows) {
    out.push_back(zone_of(row));
    out.back().facts.outline = row.optional_text("outline").value_or("");
  }
  return out;
}

Result<Zone> find_zone(sql::Session& session, access::Reader const& reader, std::string const& crisis, std::int64_t number) {
  static std::string const statement =
      "select " + std::string(columns) + ", outline from crisis_zone where crisis = :id and number = :number";
  BASSIN_TRY([[maybe_unused]] auto const room, internal::entered(session, reader, crisis));
  BASSIN_TRY(auto const row, session.row(statement, {{"id", crisis}, {"number", number}}));
  if (!row) return Error("crisis.unknown_zone", {{"number", std::to_string(number)}});
  auto out = zone_of(*row);
  out.facts.outline = row->optional_text("outline").value_or("");
  return out;
}

}  // namespace bassin::crisis
