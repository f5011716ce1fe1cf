#include "crisis/land.h"

#include "access/record_json.h"
#include "crisis/internal/rooms.h"
#include "crisis/parcel_crossing.h"
#include "geo/geojson.h"

namespace bassin::crisis {

namespace {

using base::Result;

std::uint64_t count_in(sql::Row const& row, std::string_view column) { return static_cast<std::uint64_t>(row.integer(column)); }

void add(LandSum& to, LandSum const& what) {
  to.parcels += what.parcels;
  to.inside += what.inside;
  to.linked_parcels += what.linked_parcels;
  to.linked_inside += what.linked_inside;
}

Result<void> read_sums(sql::Session& session, std::string const& crisis, Land& out) {
  BASSIN_TRY(auto const rows,
             session.rows("select t.crop_group, t.commune, count(*) as parcels, cast(sum(t.inside) as bigint) as inside, count(l.business) "
                          "as linked, cast(coalesce(sum(case when l.business is null then 0 else t.inside end), 0) as bigint) as "
                          "linked_inside from crisis_parcel t left join parcel_link l on l.layer = t.layer and l.parcel_key = t.parcel_key "
                          "where t.crisis = :crisis and t.counted = 1 group by t.crop_group, t.commune",
                          {{"crisis", crisis}}));
  for (auto const& row : rows) {
    LandSum const sum{count_in(row, "parcels"), count_in(row, "inside"), count_in(row, "linked"), count_in(row, "linked_inside")};
    add(out.all, sum);
    add(out.by_group[static_cast<int>(row.integer("crop_group"))], sum);
    add(out.by_commune[row.text("commune")], sum);
  }
  BASSIN_TRY(
      auto const row,
      session.row("select count(distinct l.business) as farms, count(case when t.counted = 0 then 1 end) as twice from crisis_parcel "
                  "t left join parcel_link l on l.layer = t.layer and l.parcel_key = t.parcel_key where t.crisis = :crisis",
                  {{"crisis", crisis}}));
  out.farms = count_in(*row, "farms");
  out.twice = count_in(*row, "twice");
  return {};
}

std::string layers_text(std::vector<ParcelLayer> const& layers) {
  access::Json out = access::Json::array();
  for (auto const& it : layers) out.push_back({it.id, it.revision});
  return access::text_of(out);
}

}  // namespace

Result<Land> land_of(sql::Session& session, access::Reader const& reader, std::string const& crisis) {
  BASSIN_TRY(auto const room, internal::entered(session, reader, crisis));
  Land out;
  BASSIN_TRY(out.layers, layers_for(session, year_of(room)));
  BASSIN_TRY(auto const row, session.row("select zone, layers, at from crisis_crossing where crisis = :crisis", {{"crisis", crisis}}));
  if (row) {
    out.zone = row->integer("zone");
    out.crossed_at = row->text("at");
  }
  auto const layers = row ? row->text("layers") : "[]";
  out.stale = room.zone > 0 && ((row && out.zone != room.zone) || layers != layers_text(out.layers));
  BASSIN_DO(read_sums(session, crisis, out));
  return out;
}

Result<std::vector<TouchedParcel>> parcels_touched(sql::Session& session, access::Reader const& reader, std::string const& crisis,
                                                   LandQuery const& query) {
  BASSIN_TRY([[maybe_unused]] auto const room, internal::entered(session, reader, crisis));
  std::string text =
      "select t.layer, t.parcel_key, t.commune, t.crop, t.crop_group, t.stated, t.measured, t.inside, t.counted, coalesce(l.business, '') "
      "as "
      "business, coalesce(l.way, '') as way from crisis_parcel t left join parcel_link l on l.layer = t.layer and l.parcel_key = "
      "t.parcel_key "
      "where t.crisis = :crisis";
  std::vector<sql::Named> values{{"crisis", crisis}};
  if (query.commune) {
    text += " and t.commune = :commune";
    values.emplace_back("commune", *query.commune);
  }
  if (query.group) {
    text += " and t.crop_group = :group_of";
    values.emplace_back("group_of", *query.group);
  }
  if (query.linked) text += *query.linked ? " and l.business is not null" : " and l.business is null";
  if (!query.business.empty()) {
    text += " and l.business = :business";
    values.emplace_back("business", query.business);
  }
  if (!query.key.empty()) {
    text += " and substr(t.parcel_key, 1, cast(:length as integer)) = :key";
    values.emplace_back("length", static_cast<std::int64_t>(query.key.size()));
    values.emplace_back("key", query.key);
  }
  values.emplace_back("limit", query.limit);
  values.emplace_back("skip", static_cast<std::int64_t>(query.skip));
  BASSIN_TRY(auto const rows,
             session.rows(text + " order by t.inside desc, t.layer, t.parcel_key limit :limit offset :skip", sql::Session::Values(values)));
  std::vector<TouchedParcel> out;
  for (auto const& row : rows)
    out.push_back({{row.text("layer"), row.text("parcel_key")},
                   row.text("commune"),
                   row.text("crop"),
                   static_cast<int>(row.integer("crop_group")),
                   row.integer("stated"),
                   row.integer("measured"),
                   row.integer("inside"),
                   row.flag("counted"),
                   row.text("business"),
                   row.text("way")});
  return out;
}

Result<std::vector<DrawnParcel>> parcels_drawn(sql::Session& session, access::Reader const& reader, std::string const& crisis,
                                               std::size_t most) {
  BASSIN_TRY([[maybe_unused]] auto const room, internal::entered(session, reader, crisis));
  BASSIN_TRY(auto const rows,
             session.rows("select t.crop_group, p.outline, case when l.business is null then 0 else 1 end as linked from "
                          "crisis_parcel t join parcel p on p.layer = t.layer and p.parcel_key = t.parcel_key left join "
                          "parcel_link l on l.layer = t.layer and l.parcel_key = t.parcel_key where t.crisis = :crisis and "
                          "t.counted = 1 order by t.inside desc limit :most",
                          {{"crisis", crisis}, {"most", most}}));
  std::vector<DrawnParcel> out;
  for (auto const& row : rows) {
    auto const features = geo::parse_geojson(row.text("outline"));
    if (features.ok()) out.push_back({static_cast<int>(row.integer("crop_group")), row.flag("linked"), geo::merged_area(features.value())});
  }
  return out;
}

}  // namespace bassin::crisis
