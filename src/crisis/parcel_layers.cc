#include "crisis/parcel_layers.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "access/record_json.h"
#include "base/paris_time.h"
#include "base/uuid.h"
#include "crisis/internal/parcel_rows.h"
#include "geo/geojson_text.h"
#include "sql/listed.h"
#include "sql/session.h"

namespace bassin::crisis {

namespace {

using base::Error;
using base::Result;

constexpr std::string_view columns =
    "id, origin, year, territory, pacage, report, organisation, revision, parcels, area, taken_at, taken_by";
constexpr int first_year = 2007;  // of the register's first public edition
constexpr std::size_t at_once = 40;
constexpr std::array<std::string_view, 12> parts{"key",    "commune", "crop",  "group_of", "stated", "measured",
                                                 "pacage", "west",    "south", "east",     "north",  "outline"};

bool writes_layers(access::Reader const& reader) {
  return reader.standing == access::Reader::Standing::member && !reader.organisation.empty() &&
         access::allows(reader.role, access::Need::run_conventions);
}

ParcelLayer layer_of(sql::Row const& row) {
  ParcelLayer out;
  out.id = row.text("id");
  out.facts = {parse_parcel_origin(row.text("origin")).value_or(ParcelOrigin::rpg), static_cast<int>(row.integer("year")),
               row.text("territory"), row.text("report")};
  out.pacage = row.text("pacage");
  out.organisation = row.text("organisation");
  out.revision = row.integer("revision");
  out.parcels = static_cast<std::uint64_t>(row.integer("parcels"));
  out.area_m2 = static_cast<std::uint64_t>(row.integer("area"));
  out.taken_at = row.text("taken_at");
  out.taken_by = row.text("taken_by");
  return out;
}

Result<std::vector<ParcelLayer>> all_layers(sql::Session& session) {
  static std::string const statement =
      "select " + std::string(columns) + " from parcel_layer order by year desc, origin desc, territory, pacage, id";
  BASSIN_TRY(auto const rows, session.rows(statement));
  std::vector<ParcelLayer> out;
  for (auto const& row : rows) out.push_back(layer_of(row));
  return out;
}

// Names of the places of one statement for several rows: "key0", "commune0" …
std::string const& name_of(std::size_t row, std::size_t part) {
  static sql::RowPlaces const places(at_once, parts);
  return places.name(row, part);
}

std::string statement_of(std::size_t rows) {
  std::string out =
      "insert into parcel (layer, parcel_key, commune, crop, crop_group, stated, measured, pacage, west, south, east, north, outline) "
      "values ";
  for (std::size_t i = 0; i < rows; ++i) {
    out += i == 0 ? "(:layer" : ", (:layer";
    for (std::size_t part = 0; part < parts.size(); ++part) out.append(", :").append(name_of(i, part));
    out += ")";
  }
  return out;
}

// What a farmer's export does not say, as the public register of this installation has it.
Result<std::map<std::string, int>> groups_of_crops(sql::Session& session) {
  BASSIN_TRY(auto const rows,
             session.rows("select crop, min(crop_group) as crop_group from parcel where crop_group > 0 and crop <> '' group by crop"));
  std::map<std::string, int> out;
  for (auto const& row : rows) out[row.text("crop")] = static_cast<int>(row.integer("crop_group"));
  return out;
}

Result<void> insert_parcels(sql::Session& session, std::string const& layer, std::vector<Parcel> const& all) {
  static std::string const whole = statement_of(at_once);
  bool const unknown = std::any_of(all.begin(), all.end(), [](auto const& it) { return it.group == 0 && !it.crop.empty(); });
  std::map<std::string, int> groups;
  if (unknown) {
    BASSIN_TRY(groups, groups_of_crops(session));
  }
  for (std::size_t from = 0; from < all.size(); from += at_once) {
    auto const some = std::span(all).subspan(from, std::min(at_once, all.size() - from));
    std::vector<std::string> outlines(some.size());
    std::vector<sql::Named> values{{"layer", layer}};
    for (std::size_t i = 0; i < some.size(); ++i) {
      auto const& it = some[i];
      auto const box = geo::bounds(it.outline);
      auto const known = groups.find(it.crop);
      geo::append_geojson(outlines[i], it.outline);
      values.emplace_back(name_of(i, 0), it.key);
      values.emplace_back(name_of(i, 1), it.commune);
      values.emplace_back(name_of(i, 2), it.crop);
      values.emplace_back(name_of(i, 3), it.group == 0 && known != groups.end() ? known->second : it.group);
      values.emplace_back(name_of(i, 4), it.stated);
      values.emplace_back(name_of(i, 5), it.measured);
      values.emplace_back(name_of(i, 6), it.pacage);
      values.emplace_back(name_of(i, 7), box.min.lon);
      values.emplace_back(name_of(i, 8), box.min.lat);
      values.emplace_back(name_of(i, 9), box.max.lon);
      values.emplace_back(name_of(i, 10), box.max.lat);
      values.emplace_back(name_of(i, 11), outlines[i]);
    }
    BASSIN_DO(session.run(some.size() == at_once ? whole : statement_of(some.size()), sql::Session::Values(values)));
  }
  return {};
}

Result<std::optional<ParcelLayer>> same_before(sql::Session& session, ParcelLayer const& it) {
  static std::string const statement = "select " + std::string(columns) +
                                       " from parcel_layer where origin = :origin and year = :year and territory = :territory and pacage "
                                       "= :pacage";
  BASSIN_TRY(
      auto const row,
      session.row(statement,
                  {{"origin", id_of(it.facts.origin)}, {"year", it.facts.year}, {"territory", it.facts.territory}, {"pacage", it.pacage}}));
  return row ? std::optional(layer_of(*row)) : std::nullopt;
}

Result<void> save(sql::Session& session, ParcelLayer const& it) {
  return session.run(
      "insert into parcel_layer (id, origin, year, territory, pacage, report, organisation, revision, parcels, area, taken_at, taken_by) "
      "values (:id, :origin, :year, :territory, :pacage, :report, :organisation, :revision, :parcels, :area, :at, :by) on conflict (id) do "
      "update set report = excluded.report, organisation = excluded.organisation, revision = excluded.revision, parcels = "
      "excluded.parcels, area = excluded.area, taken_at = excluded.taken_at, taken_by = excluded.taken_by",
      {{"id", it.id},
       {"origin", id_of(it.facts.origin)},
       {"year", it.facts.year},
       {"territory", it.facts.territory},
       {"pacage", it.pacage},
       {"report", it.facts.report},
       {"organisation", it.organisation},
       {"revision", it.revision},
       {"parcels", static_cast<std::int64_t>(it.parcels)},
       {"area", static_cast<std::int64_t>(it.area_m2)},
       {"at", it.taken_at},
       {"by", it.taken_by}});
}

std::string json_of(ParcelLayer const& it) {
  return access::text_of({{"origin", id_of(it.facts.origin)},
                          {"year", it.facts.year},
                          {"territory", it.facts.territory},
                          {"revision", it.revision},
                          {"parcels", it.parcels}});
}

}  // namespace

Result<std::vector<ParcelLayer>> parcel_layers(sql::Session& session, access::Reader const& reader) {
  if (!access::allows(reader, access::Need::edit_businesses)) return Error("crisis.not_yours");
  return all_layers(session);
}

Result<LayerTaken> take_layer(sql::Session& session, Act const& act, ParcelLayerFacts const& facts, std::vector<Parcel> const& parcels) {
  if (!writes_layers(act.reader)) return Error("crisis.not_yours");
  auto const this_year = base::year_of(base::paris_time(act.actor.at).day);
  if (facts.year < first_year || facts.year > this_year)
    return Error("crisis.bad_value", {{"field", "year"}, {"allowed", std::to_string(first_year) + "…" + std::to_string(this_year)}});
  if (parcels.empty()) return Error("crisis.no_parcels");
  LayerTaken out;
  auto& layer = out.layer;
  layer.facts = facts;
  layer.pacage = parcels.front().pacage;
  BASSIN_TRY(auto const before, same_before(session, layer));
  layer.id = before ? before->id : base::new_uuid();
  layer.revision = before ? before->revision + 1 : 1;
  layer.organisation = act.reader.organisation;
  layer.parcels = parcels.size();
  for (auto const& it : parcels) layer.area_m2 += static_cast<std::uint64_t>(it.measured);
  layer.taken_at = base::to_iso(act.actor.at);
  layer.taken_by = act.reader.agent;
  BASSIN_DO(save(session, layer));
  if (before) BASSIN_DO(session.run("delete from parcel where layer = :layer", {{"layer", layer.id}}));
  BASSIN_DO(insert_parcels(session, layer.id, parcels));
  out.replaced = before.has_value();
  BASSIN_TRY(out.lost,
             session.execute("delete from parcel_link where layer = :layer and not exists (select 1 from parcel p where p.layer = "
                             "parcel_link.layer and p.parcel_key = parcel_link.parcel_key)",
                             {{"layer", layer.id}}));
  BASSIN_TRY(auto const by_pacage, internal::link_by_pacage(session, act, layer.id, ""));
  out.linked = by_pacage.linked;
  out.disputed = by_pacage.disputed;
  BASSIN_DO(access::record(session, act, "parcel_layer.taken", "parcel_layer", layer.id, before ? json_of(*before) : "", json_of(layer)));
  return out;
}

Result<void> remove_layer(sql::Session& session, Act const& act, std::string const& id) {
  if (!writes_layers(act.reader)) return Error("crisis.not_yours");
  static std::string const statement = "select " + std::string(columns) + " from parcel_layer where id = :id";
  BASSIN_TRY(auto const row, session.row(statement, {{"id", id}}));
  if (!row) return Error("crisis.unknown_layer", {{"id", id}});
  BASSIN_DO(session.run("delete from crisis_parcel where layer = :id", {{"id", id}}));
  BASSIN_DO(session.run("delete from parcel_link where layer = :id", {{"id", id}}));
  BASSIN_DO(session.run("delete from parcel where layer = :id", {{"id", id}}));
  BASSIN_DO(session.run("delete from parcel_layer where id = :id", {{"id", id}}));
  return access::record(session, act, "parcel_layer.removed", "parcel_layer", id, json_of(layer_of(*row)), "");
}

Result<std::vector<ParcelLayer>> layers_for(sql::Session& session, int year) {
  BASSIN_TRY(auto const all, all_layers(session));
  std::map<std::tuple<ParcelOrigin, std::string, std::string>, ParcelLayer> best;
  for (auto const& it : all) {
    auto const [found, fresh] = best.try_emplace({it.facts.origin, it.facts.territory, it.pacage}, it);
    auto const kept = found->second.facts.year;
    bool const nearer = it.facts.year <= year ? kept > year || it.facts.year > kept : kept > year && it.facts.year < kept;
    if (!fresh && nearer) found->second = it;
  }
  std::vector<ParcelLayer> out;
  for (auto& [key, it] : best) out.push_back(std::move(it));
  std::sort(out.begin(), out.end(), [](ParcelLayer const& a, ParcelLayer const& b) {
    bool const own_a = a.facts.origin == ParcelOrigin::telepac, own_b = b.facts.origin == ParcelOrigin::telepac;
    return std::tuple(!own_a, -a.facts.year, a.id) < std::tuple(!own_b, -b.facts.year, b.id);
  });
  return out;
}

}  // namespace bassin::crisis
