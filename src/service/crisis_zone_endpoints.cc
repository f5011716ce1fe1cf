#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "crisis/cases.h"
#include "crisis/parcel_crossing.h"
#include "crisis/zone.h"
#include "service/body.h"
#include "service/casework_call.h"
#include "service/crisis_endpoints.h"
#include "service/crisis_ground.h"
#include "service/crisis_json.h"
#include "sql/store.h"
#include "support/zones.h"

namespace bassin::service {

using base::Error;
using base::Result;

namespace {

// An outline of zone_vertices_most, each position written with all its digits.
constexpr std::uint64_t zone_bytes_most = std::uint64_t{16} << 20U;

std::vector<std::string_view> const zone_fields = {"source", "field",    "note",    "outline", "file",
                                                   "layer",  "communes", "streets", "after",   "keepsBefore"};

std::string id_in(Call const& call) { return std::string(call.request.path_value("id")); }

Result<reference::Field> field_named(std::optional<std::string> const& id) {
  if (!id) return reference::Field::economic_fabric;
  auto const found = reference::parse_field(*id);
  if (!found) return bad_field("field", "all, economic-fabric, employers, merchant, agricultural, cci, cma, ca");
  return *found;
}

// What the body says; the outline of a file of zones is read with the store.
struct Drawn {
  crisis::ZoneFacts facts;
  std::string file;   // id of a file of zones; ""
  std::string layer;  // id of a known hazard zone; ""
};

Result<Drawn> drawn_in(Body const& body) {
  Drawn out;
  BASSIN_TRY(auto const source, body.text("source"));
  auto const known = crisis::parse_zone_source(source);
  if (!known) return bad_field("source", "drawn | file | streets | communes");
  out.facts.source = *known;
  BASSIN_TRY(auto const field, body.optional_text("field"));
  BASSIN_TRY(out.facts.field, field_named(field));
  BASSIN_TRY(auto const note, body.optional_text("note"));
  out.facts.note = note.value_or("");
  auto const* const outline = body.value("outline");
  if (outline != nullptr && !outline->is_null()) out.facts.outline = outline->dump(-1, ' ', false, Json::error_handler_t::replace);
  BASSIN_TRY(auto const file, body.optional_text("file"));
  out.file = file.value_or("");
  BASSIN_TRY(auto const layer, body.optional_text("layer"));
  out.layer = layer.value_or("");
  auto const ways = (out.file.empty() ? 0 : 1) + (out.layer.empty() ? 0 : 1) + (out.facts.outline.empty() ? 0 : 1);
  if (ways > 1) return bad_field("file", "file | layer | outline");
  BASSIN_TRY(auto communes, body.optional_texts("communes"));
  out.facts.communes = std::move(communes).value_or(std::vector<std::string>());
  if (!body.has("streets")) return out;
  BASSIN_TRY(auto const streets, body.objects("streets", {"commune", "name"}));
  for (auto const& it : streets) {
    crisis::Street street;
    BASSIN_TRY(street.commune, it.text("commune"));
    BASSIN_TRY(street.name, it.text("name"));
    out.facts.streets.push_back(std::move(street));
  }
  return out;
}

// Its list is made before the store is locked: the register answers in the meantime.
struct Ground {
  std::optional<std::int64_t> after;  // number of the zone that was read
  crisis::Before before = crisis::Before::leaves;
  crisis::ZoneFacts facts;
  std::vector<crisis::Place> places;
};

Result<Ground> ground_of(Call const& call, Casework const& casework) {
  if (call.reader.standing != access::Reader::Standing::member) return Error("access.sign_in");
  BASSIN_TRY(auto const body, Body::of(call.request, zone_fields));
  BASSIN_TRY(auto drawn, drawn_in(body));
  std::optional<std::int64_t> after;
  if (body.has("after")) {
    BASSIN_TRY(after, body.integer("after"));
  }
  BASSIN_TRY(auto const keeps, body.optional_flag("keepsBefore"));
  BASSIN_DO(casework.store->read([&](sql::Session& session) -> Result<void> {
    BASSIN_TRY(auto const joined, crisis::is_in(session, call.reader, id_in(call)));
    if (!joined) return Error("crisis.unknown", {{"id", id_in(call)}});
    if (!drawn.layer.empty()) {
      BASSIN_TRY(drawn.facts.outline, known_outline(session, call, drawn.layer));
    }
    if (drawn.file.empty()) return {};
    BASSIN_TRY([[maybe_unused]] auto const zone, support::find_zone(session, call.reader, drawn.file));
    BASSIN_TRY(drawn.facts.outline, support::zone_outline(session, drawn.file, support::OutlineDetail::full));
    return {};
  }));
  if (drawn.facts.outline.empty() && drawn.facts.communes.empty() && drawn.facts.streets.empty()) return Error("crisis.empty_zone");
  BASSIN_TRY(auto places, places_in(call, casework, drawn.facts));
  return Ground{after, keeps.value_or(false) ? crisis::Before::stays : crisis::Before::leaves, std::move(drawn.facts), std::move(places)};
}

Json counts_json(Call const& call, std::vector<crisis::Place> const& places) {
  std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> by_commune;
  std::uint64_t inside = 0, unlocated = 0;
  for (auto const& it : places) {
    bool const apart = it.entry == crisis::Entry::unlocated;
    ++(apart ? unlocated : inside);
    auto& of_commune = by_commune[it.commune];
    ++(apart ? of_commune.second : of_commune.first);
  }
  Json communes = Json::array();
  for (auto const& [code, counted] : by_commune)
    communes.push_back({{"place", commune_json(call, code)}, {"inside", counted.first}, {"unlocated", counted.second}});
  return {{"inside", inside}, {"unlocated", unlocated}, {"communes", std::move(communes)}};
}

Result<Json> post_preview(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const ground, ground_of(call, casework));
  return counts_json(call, ground.places);
}

// Farms whose land the zone touches, where their address does not bring them in; how many.
Result<std::size_t> add_farms(sql::Session& session, crisis::Crossing const& crossing, std::vector<crisis::Place>& places) {
  BASSIN_TRY(auto const farms, crisis::farms_of(session, crossing));
  std::set<std::string> inside;
  if (!farms.empty())
    for (auto const& it : places) inside.insert(it.business);
  std::size_t added = 0;
  for (auto const& farm : farms) {
    if (inside.contains(farm.business)) continue;
    places.push_back(farm);
    ++added;
  }
  return added;
}

Result<Json> post_zone(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const ground, ground_of(call, casework));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const room, crisis::find_crisis(session, call.reader, id_in(call)));
    if (ground.after && *ground.after != room.zone) return Error("crisis.zone_moved", {{"number", std::to_string(room.zone)}});
    BASSIN_TRY(auto const zone, crisis::draw_zone(session, act, id_in(call), ground.facts));
    // Parcels that are too many to be crossed at once never keep a room from its list: its land is told as not crossed.
    auto const crossed = crisis::cross_zone(session, zone.facts, crisis::year_of(room));
    bool const too_much =
        !crossed.ok() && (crossed.error().code == "crisis.too_many_parcels" || crossed.error().code == "geo.too_intricate");
    if (!crossed.ok() && !too_much) return crossed.error();
    auto const crossing = too_much ? crisis::Crossing{} : *crossed;
    auto places = ground.places;
    BASSIN_TRY(auto const by_parcels, add_farms(session, crossing, places));
    BASSIN_TRY(auto const entered, crisis::enter_zone(session, act, id_in(call), zone.number, places, ground.before));
    if (!too_much) BASSIN_DO(crisis::save_crossing(session, act, id_in(call), zone.number, crossing));
    auto out = counts_json(call, ground.places);
    out["parcels"] = crossing.parcels.size();
    out["byParcels"] = by_parcels;
    out["number"] = zone.number;
    out["added"] = entered.added;
    out["back"] = entered.back;
    out["left"] = entered.left;
    return out;
  });
}

Result<CaseworkNames> names_of(sql::Session& session, Call const& call, std::vector<crisis::Zone> const& zones) {
  Referred referred;
  for (auto const& it : zones) referred.agents.insert(it.drawn_by);
  return CaseworkNames::read(session, call.reader, referred);
}

Result<Json> get_zones(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const zones, crisis::zones_of(session, call.reader, id_in(call)));
    BASSIN_TRY(auto const names, names_of(session, call, zones));
    Json list = Json::array();
    for (auto const& it : zones) list.push_back(zone_json(call, it, names));
    return Json{{"zones", std::move(list)}};
  });
}

Result<Json> get_zone(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    auto const text = std::string(call.request.path_value("number"));
    bool const digits = !text.empty() && text.size() < 10 && text.find_first_not_of("0123456789") == std::string::npos;
    if (!digits) return Error("crisis.unknown_zone", {{"number", text.substr(0, 100)}});
    BASSIN_TRY(auto const zone, crisis::find_zone(session, call.reader, id_in(call), std::stoll(text)));
    BASSIN_TRY(auto const names, names_of(session, call, {zone}));
    return zone_json(call, zone, names);
  });
}

}  // namespace

void add_crisis_zone_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Lane;
  using http::Method;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/crises/{id}/zones", Need::see_personal, Lane::store}, with(get_zones));
  routes.add({Method::post, "/api/v1/crises/{id}/zones", Need::edit_businesses, Lane::bulk, zone_bytes_most}, with(post_zone));
  routes.add({Method::post, "/api/v1/crises/{id}/zone-previews", Need::edit_businesses, Lane::bulk, zone_bytes_most}, with(post_preview));
  routes.add({Method::get, "/api/v1/crises/{id}/zones/{number}", Need::see_personal, Lane::store}, with(get_zone));
}

}  // namespace bassin::service
