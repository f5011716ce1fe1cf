// The land that a crisis touches, whose it is, and what a farm may claim for it.
#include <algorithm>
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "base/paris_time.h"
#include "crisis/land.h"
#include "crisis/parcel_crossing.h"
#include "crisis/parcel_links.h"
#include "query/row.h"
#include "query/view.h"
#include "reference/farm_regimes.h"
#include "service/body.h"
#include "service/campaign_ground.h"
#include "service/casework_call.h"
#include "service/casework_source.h"
#include "service/crisis_json.h"
#include "service/crop_json.h"
#include "service/known_parameters.h"
#include "service/parcel_endpoints.h"
#include "service/parcel_json.h"
#include "sql/store.h"

namespace bassin::service {

using base::Error;
using base::Result;

namespace {

constexpr std::size_t page = 100, of_farm_most = 1'000;

std::string id_in(Call const& call) { return std::string(call.request.path_value("id")); }

Error bad_value(std::string_view name, std::string const& value, std::string_view allowed) {
  return Error("query.bad_value", {{"name", std::string(name)}, {"value", value.substr(0, 100)}, {"allowed", std::string(allowed)}});
}

Result<std::optional<std::uint64_t>> whole(Call const& call, std::string_view name, std::uint64_t most) {
  auto const text = asked(call, name);
  if (!text) return std::optional<std::uint64_t>();
  std::uint64_t out = 0;
  auto const [end, error] = std::from_chars(text->data(), text->data() + text->size(), out);
  if (error != std::errc() || end != text->data() + text->size() || out > most) return bad_value(name, *text, "0…" + std::to_string(most));
  return std::optional(out);
}

// Names of farms as anybody may read them; "" of one that keeps its name back. One that the reader's view does not hold is not there.
using Names = std::map<std::string, std::string>;
Result<Names> names_of_farms(Call const& call, Casework const& casework, std::set<std::string> const& businesses) {
  Names out;
  if (businesses.empty()) return out;
  BASSIN_TRY(auto const seeing, casework.source->of(call.reader));
  if (!seeing.view) return Error("service.not_ready");
  std::vector<std::string> found;
  std::vector<std::uint32_t> rows;
  for (auto const& business : businesses) {
    auto const row = row_of(seeing, business);
    if (!row) continue;
    found.push_back(business);
    rows.push_back(*row);
  }
  BASSIN_TRY(auto const read, query::read_rows(*seeing.view, rows, registry::Audience::open));
  for (std::size_t i = 0; i < read.size(); ++i) out[found[i]] = read[i].name.known() ? read[i].name.text : std::string();
  return out;
}

Json parcel_json(Call const& call, crisis::TouchedParcel const& it, Names const& names) {
  Json farm = nullptr;
  if (!it.business.empty()) {
    auto const name = names.find(it.business);
    farm = {{"business", it.business},
            {"name", name == names.end() || name->second.empty() ? Json(nullptr) : Json(name->second)},
            {"way", it.way}};
  }
  return {{"layer", it.id.layer},
          {"key", it.id.key},
          {"place", it.commune.empty() ? Json(nullptr) : commune_json(call, it.commune)},
          {"crop", it.crop.empty() ? Json(nullptr) : Json(it.crop)},
          {"group", group_json(call.language(), it.group)},
          {"statedM2", it.stated == 0 ? Json(nullptr) : Json(it.stated)},
          {"measuredM2", it.measured},
          {"insideM2", it.inside},
          {"counted", it.counted},
          {"farm", std::move(farm)}};
}

Result<Json> parcels_json(Call const& call, Casework const& casework, std::vector<crisis::TouchedParcel> const& parcels) {
  std::set<std::string> businesses;
  for (auto const& it : parcels)
    if (!it.business.empty()) businesses.insert(it.business);
  BASSIN_TRY(auto const names, names_of_farms(call, casework, businesses));
  Json out = Json::array();
  for (auto const& it : parcels) out.push_back(parcel_json(call, it, names));
  return out;
}

Json sums_json(Call const& call, std::map<int, crisis::LandSum> const& by_group) {
  Json out = Json::array();
  for (auto const& [code, sum] : by_group) out.push_back({{"group", group_json(call.language(), code)}, {"sum", land_sum_json(sum)}});
  return out;
}

Result<Json> get_land(Call const& call, Casework const& casework) {
  BASSIN_DO(known_only(call.request.query, {}));
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const land, crisis::land_of(session, call.reader, id_in(call)));
    Referred referred;
    for (auto const& it : land.layers) referred.agents.insert(it.taken_by);
    BASSIN_TRY(auto const names, CaseworkNames::read(session, call.reader, referred));
    Json layers = Json::array(), communes = Json::array();
    for (auto const& it : land.layers) {
      auto one = layer_json(call, it, names);
      one["report"] = nullptr;
      layers.push_back(std::move(one));
    }
    for (auto const& [code, sum] : land.by_commune)
      communes.push_back({{"place", code.empty() ? Json(nullptr) : commune_json(call, code)}, {"sum", land_sum_json(sum)}});
    return Json{{"zone", land.zone == 0 ? Json(nullptr) : Json(land.zone)},
                {"crossedAt", land.crossed_at.empty() ? Json(nullptr) : Json(land.crossed_at)},
                {"stale", land.stale},
                {"layers", std::move(layers)},
                {"all", land_sum_json(land.all)},
                {"groups", sums_json(call, land.by_group)},
                {"communes", std::move(communes)},
                {"farms", land.farms},
                {"twice", land.twice}};
  });
}

Result<crisis::LandQuery> query_of(Call const& call) {
  BASSIN_DO(known_only(call.request.query, {"commune", "group", "linked", "key", "from"}));
  crisis::LandQuery out;
  if (auto const commune = asked(call, "commune")) out.commune = *commune == "none" ? "" : *commune;
  BASSIN_TRY(auto const group, whole(call, "group", 28));
  if (group) out.group = static_cast<int>(*group);
  if (auto const linked = asked(call, "linked")) {
    if (*linked != "yes" && *linked != "no") return bad_value("linked", *linked, "yes, no");
    out.linked = *linked == "yes";
  }
  out.key = asked(call, "key").value_or("");
  BASSIN_TRY(auto const from, whole(call, "from", crisis::parcels_touched_most));
  out.skip = from.value_or(0);
  out.limit = page + 1;
  return out;
}

Result<Json> get_parcels(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const query, query_of(call));
  BASSIN_TRY(auto parcels, casework.store->read(
                               [&](sql::Session& session) { return crisis::parcels_touched(session, call.reader, id_in(call), query); }));
  bool const more = parcels.size() > page;
  if (more) parcels.resize(page);
  BASSIN_TRY(auto list, parcels_json(call, casework, parcels));
  return Json{{"parcels", std::move(list)}, {"next", more ? Json(query.skip + page) : Json(nullptr)}};
}

Result<Json> post_crossing(Call const& call, Casework const& casework) {
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const room, crisis::find_crisis(session, call.reader, id_in(call)));
    if (room.zone == 0) return Error("crisis.unknown_zone", {{"number", "0"}});
    BASSIN_TRY(auto const zone, crisis::find_zone(session, call.reader, id_in(call), room.zone));
    BASSIN_TRY(auto const crossing, crisis::cross_zone(session, zone.facts, crisis::year_of(room)));
    BASSIN_TRY(auto const farms, crisis::farms_of(session, crossing));
    BASSIN_DO(crisis::save_crossing(session, act, id_in(call), room.zone, crossing));
    for (auto const& farm : farms) {
      BASSIN_TRY([[maybe_unused]] auto const made, crisis::add_case(session, act, id_in(call), farm));
    }
    return Json{{"parcels", crossing.parcels.size()}, {"farms", farms.size()}};
  });
}

Json linked_json(crisis::Linked const& it) {
  Json taken = Json::array();
  for (auto const& one : it.taken) taken.push_back({{"layer", one.parcel.layer}, {"key", one.parcel.key}, {"business", one.business}});
  return {{"linked", it.linked},
          {"already", it.already},
          {"taken", std::move(taken)},
          {"case", it.record.empty() ? Json(nullptr) : Json(it.record)}};
}

Result<Json> post_links(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"business", "parcels", "over"}));
  BASSIN_TRY(auto const business, body.optional_text("business"));
  BASSIN_TRY(auto const over, body.optional_flag("over"));
  BASSIN_TRY(auto const objects, body.objects("parcels", {"layer", "key"}));
  std::vector<crisis::ParcelId> parcels;
  for (auto const& it : objects) {
    crisis::ParcelId one;
    BASSIN_TRY(one.layer, it.text("layer"));
    BASSIN_TRY(one.key, it.text("key"));
    parcels.push_back(std::move(one));
  }
  if (business.value_or("").empty())
    return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
      BASSIN_TRY(auto const gone, crisis::unlink_parcels(session, act, id_in(call), parcels));
      crisis::Linked out;
      out.linked = gone;
      return linked_json(out);
    });
  BASSIN_TRY(auto const subject, subject_of(call, casework, *business));
  crisis::Place const farm{subject.business, subject.commune, crisis::Entry::parcels};
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const linked, crisis::link_parcels(session, act, id_in(call), farm, parcels, over.value_or(false)));
    return linked_json(linked);
  });
}

Result<Json> put_pacage(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"business", "pacage"}));
  BASSIN_TRY(auto const business, body.text("business"));
  BASSIN_TRY(auto const pacage, body.optional_text("pacage"));
  BASSIN_TRY(auto const subject, subject_of(call, casework, business));
  crisis::Place const farm{subject.business, subject.commune, crisis::Entry::parcels};
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const linked, crisis::set_pacage(session, act, id_in(call), farm, pacage.value_or("")));
    return linked_json(linked);
  });
}

Json regimes_json(Call const& call, base::Date day) {
  auto const language = call.language();
  Json out = Json::array();
  std::vector<std::string_view> headings;
  for (auto const& it : reference::farm_regimes())
    if (std::find(headings.begin(), headings.end(), it.heading) == headings.end()) headings.push_back(it.heading);
  for (auto const heading : headings) {
    auto const* const it = reference::farm_regime(heading, day);
    if (it == nullptr) continue;
    out.push_back({{"heading", heading}, {"regime", it->id}, {"label", it->name.in(language)}, {"source", it->source.in(language)}});
  }
  return out;
}

Result<Json> get_land_of_case(Call const& call, Casework const& casework) {
  BASSIN_DO(known_only(call.request.query, {}));
  struct Found {
    crisis::Case it;
    std::vector<crisis::TouchedParcel> parcels;
    std::optional<crisis::FarmNumber> pacage;
    base::Date day;
  };
  BASSIN_TRY(auto const found, casework.store->read([&](sql::Session& session) -> Result<Found> {
    Found out;
    BASSIN_TRY(out.it, crisis::find_case(session, call.reader, id_in(call)));
    crisis::LandQuery query;
    query.business = out.it.business;
    query.limit = of_farm_most;
    BASSIN_TRY(out.parcels, crisis::parcels_touched(session, call.reader, out.it.crisis, query));
    BASSIN_TRY(out.pacage, crisis::pacage_of(session, out.it.business));
    BASSIN_TRY(auto const room, crisis::find_crisis(session, call.reader, out.it.crisis));
    out.day = base::paris_time(room.facts.began_at).day;
    return out;
  }));
  std::map<int, crisis::LandSum> by_group;
  crisis::LandSum all;
  for (auto const& it : found.parcels) {
    if (!it.counted) continue;
    for (auto* const sum : {&all, &by_group[it.group]}) {
      ++sum->parcels;
      sum->inside += static_cast<std::uint64_t>(it.inside);
      ++sum->linked_parcels;
      sum->linked_inside += static_cast<std::uint64_t>(it.inside);
    }
  }
  BASSIN_TRY(auto list, parcels_json(call, casework, found.parcels));
  return Json{{"parcels", std::move(list)},          {"all", land_sum_json(all)},
              {"groups", sums_json(call, by_group)}, {"pacage", pacage_json(call, found.pacage)},
              {"day", base::to_iso(found.day)},      {"regimes", regimes_json(call, found.day)}};
}

}  // namespace

void add_crisis_land_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/crises/{id}/land", Need::see_personal, Lane::store}, with(get_land));
  routes.add({Method::get, "/api/v1/crises/{id}/parcels", Need::see_personal, Lane::store}, with(get_parcels));
  routes.add({Method::post, "/api/v1/crises/{id}/crossings", Need::edit_businesses, Lane::bulk}, with(post_crossing));
  routes.add({Method::post, "/api/v1/crises/{id}/parcel-links", Need::edit_businesses, Lane::store}, with(post_links));
  routes.add({Method::put, "/api/v1/crises/{id}/pacage", Need::edit_businesses, Lane::store}, with(put_pacage));
  routes.add({Method::get, "/api/v1/crisis-cases/{id}/land", Need::see_personal, Lane::store}, with(get_land_of_case));
}

}  // namespace bassin::service
