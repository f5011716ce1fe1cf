#include "crisis/parcel_crossing.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "access/record_json.h"
#include "base/paris_time.h"
#include "crisis/internal/rooms.h"
#include "geo/crossing.h"
#include "geo/geojson.h"
#include "sql/listed.h"

namespace bassin::crisis {

namespace {

using base::Error;
using base::Result;

struct WithOutline {
  TouchedParcel it;
  geo::MultiPolygon outline;
};

TouchedParcel parcel_of(sql::Row const& row, std::string const& layer) {
  TouchedParcel out;
  out.id = {layer, row.text("parcel_key")};
  out.commune = row.text("commune");
  out.crop = row.text("crop");
  out.group = static_cast<int>(row.integer("crop_group"));
  out.stated = row.integer("stated");
  out.measured = row.integer("measured");
  return out;
}

// What the store wrote itself.
geo::MultiPolygon outline_in(std::string const& text) {
  auto const features = geo::parse_geojson(text);
  return features.ok() ? geo::merged_area(features.value()) : geo::MultiPolygon{};
}

Error too_many() { return Error("crisis.too_many_parcels", {{"allowed", std::to_string(parcels_touched_most)}}); }

// Parcels of a layer whose box meets that of the zone, and those of communes that are in it whole.
Result<std::vector<WithOutline>> candidates(sql::Session& session, std::string const& layer, geo::Box const& box,
                                            std::set<std::string> const& communes) {
  constexpr std::string_view columns = "parcel_key, commune, crop, crop_group, stated, measured, outline";
  std::vector<WithOutline> out;
  std::set<std::string> seen;
  auto const add = [&](std::vector<sql::Row> const& rows) -> Result<void> {
    for (auto const& row : rows) {
      if (!seen.insert(row.text("parcel_key")).second) continue;
      if (out.size() == parcels_touched_most * 2) return too_many();
      out.push_back({parcel_of(row, layer), outline_in(row.text("outline"))});
    }
    return {};
  };
  std::vector<std::string> const codes(communes.begin(), communes.end());
  for (std::size_t from = 0; from < codes.size(); from += sql::listed_most) {
    auto in = sql::listed(std::span(codes).subspan(from, std::min(sql::listed_most, codes.size() - from)));
    in.values.emplace_back("layer", layer);
    BASSIN_TRY(auto const rows,
               session.rows("select " + std::string(columns) + " from parcel where layer = :layer and commune in " + in.places,
                            sql::Session::Values(in.values)));
    BASSIN_DO(add(rows));
  }
  if (box.empty()) return out;
  BASSIN_TRY(auto const rows, session.rows("select " + std::string(columns) +
                                               " from parcel where layer = :layer and west <= :east and east >= :west and south <= :north "
                                               "and north >= :south order by parcel_key limit :limit",
                                           {{"layer", layer},
                                            {"east", box.max.lon},
                                            {"west", box.min.lon},
                                            {"north", box.max.lat},
                                            {"south", box.min.lat},
                                            {"limit", static_cast<std::int64_t>(parcels_touched_most * 2 + 1)}}));
  BASSIN_DO(add(rows));
  return out;
}

// Leaves those of which at least a square metre lies inside.
Result<void> keep_touched(std::vector<WithOutline>& parcels, geo::MultiPolygon const& zone, std::set<std::string> const& communes) {
  std::vector<geo::MultiPolygon> outlines;
  for (auto const& one : parcels) outlines.push_back(one.outline);
  BASSIN_TRY(auto const inside, geo::areas_within(outlines, zone));
  for (std::size_t i = 0; i < parcels.size(); ++i) {
    auto& it = parcels[i].it;
    it.inside = communes.contains(it.commune) ? it.measured : std::min(it.measured, std::int64_t{std::llround(inside[i])});
  }
  std::erase_if(parcels, [](WithOutline const& one) { return one.it.inside < 1; });
  return {};
}

// Ground that a layer before has, by more than half, is not counted again.
Result<void> count_once(std::vector<WithOutline>& parcels, geo::MultiPolygon const& before) {
  if (before.polygons.empty()) return {};
  std::vector<geo::MultiPolygon> outlines;
  for (auto const& one : parcels) outlines.push_back(one.outline);
  BASSIN_TRY(auto const twice, geo::areas_within(outlines, before));
  for (std::size_t i = 0; i < parcels.size(); ++i) parcels[i].it.counted = twice[i] * 2 <= static_cast<double>(parcels[i].it.measured);
  return {};
}

constexpr std::size_t at_once = 60;
constexpr std::array<std::string_view, 9> parts{"layer", "key", "commune", "crop", "group_of", "stated", "measured", "inside", "counted"};

// Names of the places of one statement for several rows: "layer0", "key0" …
std::string const& name_of(std::size_t row, std::size_t part) {
  static sql::RowPlaces const places(at_once, parts);
  return places.name(row, part);
}

std::string statement_of(std::size_t rows) {
  std::string out =
      "insert into crisis_parcel (crisis, layer, parcel_key, commune, crop, crop_group, stated, measured, inside, counted) values ";
  for (std::size_t i = 0; i < rows; ++i) {
    out += i == 0 ? "(:crisis" : ", (:crisis";
    for (std::size_t part = 0; part < parts.size(); ++part) out.append(", :").append(name_of(i, part));
    out += ")";
  }
  return out;
}

Result<void> insert_touched(sql::Session& session, std::string const& crisis, std::vector<TouchedParcel> const& all) {
  static std::string const whole = statement_of(at_once);
  for (std::size_t from = 0; from < all.size(); from += at_once) {
    auto const some = std::span(all).subspan(from, std::min(at_once, all.size() - from));
    std::vector<sql::Named> values{{"crisis", crisis}};
    for (std::size_t i = 0; i < some.size(); ++i) {
      auto const& it = some[i];
      values.emplace_back(name_of(i, 0), it.id.layer);
      values.emplace_back(name_of(i, 1), it.id.key);
      values.emplace_back(name_of(i, 2), it.commune);
      values.emplace_back(name_of(i, 3), it.crop);
      values.emplace_back(name_of(i, 4), it.group);
      values.emplace_back(name_of(i, 5), it.stated);
      values.emplace_back(name_of(i, 6), it.measured);
      values.emplace_back(name_of(i, 7), it.inside);
      values.emplace_back(name_of(i, 8), it.counted ? 1 : 0);
    }
    BASSIN_DO(session.run(some.size() == at_once ? whole : statement_of(some.size()), sql::Session::Values(values)));
  }
  return {};
}

}  // namespace

int year_of(Crisis const& crisis) { return base::year_of(base::paris_time(crisis.facts.began_at).day); }

Result<Crossing> cross_zone(sql::Session& session, ZoneFacts const& zone, int year) {
  Crossing out;
  BASSIN_TRY(out.layers, layers_for(session, year));
  if (out.layers.empty()) return out;
  geo::MultiPolygon area;
  if (!zone.outline.empty()) {
    geo::GeojsonLimits limits;
    limits.vertices = zone_vertices_most;
    BASSIN_TRY(auto const features, geo::parse_geojson(zone.outline, limits));
    area = geo::merged_area(features);
  }
  std::set<std::string> const whole(zone.communes.begin(), zone.communes.end());
  auto const box = geo::bounds(area);
  geo::MultiPolygon before;
  for (auto const& layer : out.layers) {
    BASSIN_TRY(auto parcels, candidates(session, layer.id, box, whole));
    BASSIN_DO(keep_touched(parcels, area, whole));
    BASSIN_DO(count_once(parcels, before));
    for (auto& one : parcels) {
      if (out.parcels.size() == parcels_touched_most) return too_many();
      std::move(one.outline.polygons.begin(), one.outline.polygons.end(), std::back_inserter(before.polygons));
      out.parcels.push_back(std::move(one.it));
    }
  }
  return out;
}

Result<std::vector<Place>> farms_of(sql::Session& session, Crossing const& crossing) {
  std::set<std::pair<std::string, std::string>> touched;
  for (auto const& it : crossing.parcels) touched.emplace(it.id.layer, it.id.key);
  std::map<std::string, Place> farms;
  for (auto const& layer : crossing.layers) {
    BASSIN_TRY(auto const rows,
               session.rows("select parcel_key, business, commune from parcel_link where layer = :layer", {{"layer", layer.id}}));
    for (auto const& row : rows) {
      if (!touched.contains({layer.id, row.text("parcel_key")})) continue;
      farms.try_emplace(row.text("business"), Place{row.text("business"), row.text("commune"), Entry::parcels});
    }
  }
  std::vector<Place> out;
  for (auto& [business, place] : farms) out.push_back(std::move(place));
  return out;
}

Result<void> save_crossing(sql::Session& session, Act const& act, std::string const& crisis, std::int64_t zone, Crossing const& crossing) {
  BASSIN_TRY([[maybe_unused]] auto const room, internal::writable(session, act.reader, crisis));
  BASSIN_DO(session.run("delete from crisis_parcel where crisis = :crisis", {{"crisis", crisis}}));
  BASSIN_DO(insert_touched(session, crisis, crossing.parcels));
  access::Json layers = access::Json::array();
  for (auto const& it : crossing.layers) layers.push_back({it.id, it.revision});
  BASSIN_DO(session.run(
      "insert into crisis_crossing (crisis, zone, layers, agent, at) values (:crisis, :zone, :layers, :agent, :at) on conflict (crisis) do "
      "update set zone = excluded.zone, layers = excluded.layers, agent = excluded.agent, at = excluded.at",
      {{"crisis", crisis},
       {"zone", zone},
       {"layers", access::text_of(layers)},
       {"agent", act.reader.agent},
       {"at", base::to_iso(act.actor.at)}}));
  if (crossing.layers.empty()) return {};
  return access::record(session, act, "crisis.parcels_crossed", "crisis", crisis, "",
                        access::text_of({{"zone", zone}, {"layers", crossing.layers.size()}, {"parcels", crossing.parcels.size()}}));
}

}  // namespace bassin::crisis
