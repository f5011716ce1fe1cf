// Known hazard zones: brought as files, replaced by newer editions, dropped.
#include <nlohmann/json.hpp>

#include "service/body.h"
#include "service/exposure_endpoints.h"
#include "service/exposure_json.h"
#include "service/known_parameters.h"
#include "service/question.h"
#include "service/zone_communes.h"
#include "service/zone_content.h"
#include "service/zone_endpoints.h"
#include "sql/store.h"

namespace bassin::service {

using base::Error;
using base::Result;
using exposure::Layer;
using exposure::LayerFacts;

namespace {

std::string id_in(Call const& call) { return std::string(call.request.path_value("id")); }

Error bad_parameter(std::string_view name, std::string const& value, std::string_view allowed) {
  return Error("query.bad_value", {{"name", std::string(name)}, {"value", value.substr(0, 100)}, {"allowed", std::string(allowed)}});
}

Result<Json> one_json(sql::Session& session, Call const& call, Layer const& layer) {
  BASSIN_TRY(auto const names, CaseworkNames::read(session, call.reader, {}));
  return layer_json(layer, names);
}

Result<Json> get_layers(Call const& call, ExposureParts const& parts, ZoneParts const& zones) {
  BASSIN_DO(known_only(call.request.query, {}));
  return parts.casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const layers, exposure::layers_of(session, call.reader));
    BASSIN_TRY(auto const names, CaseworkNames::read(session, call.reader, {}));
    Json out = Json::array();
    for (auto const& it : layers) out.push_back(layer_json(it, names));
    bool const may_add = access::allows(call.reader.role, access::Need::run_conventions);
    return Json{
        {"layers", std::move(out)}, {"mayAdd", may_add}, {"limits", {{"bytes", zones.bytes_most}, {"layers", exposure::layers_most}}}};
  });
}

// What the address says of a file; what it does not say stays.
Result<LayerFacts> facts_asked(Call const& call, LayerFacts facts) {
  if (auto const name = asked(call, "name")) facts.name = *name;
  if (auto const source = asked(call, "source")) facts.source = *source;
  if (auto const dated = asked(call, "dated")) facts.dated_on = *dated;
  if (auto const peril = asked(call, "peril")) {
    auto const known = crisis::parse_peril(*peril);
    if (!known) return bad_parameter("peril", *peril, "flood, storm, ground, drought, earthquake, avalanche, eruption");
    facts.peril = *known;
  }
  if (auto const level = asked(call, "level")) {
    auto const known = exposure::parse_level(*level);
    if (!known) return bad_parameter("level", *level, "low, medium, high, very_high");
    facts.level = *known;
  }
  return facts;
}

// The file is read before the store is asked.
struct LayerBrought {
  exposure::LayerFile file;
  std::string name;  // of the file, without its ending
};
Result<LayerBrought> brought(Call const& call, ZoneParts const& zones) {
  auto const file = asked(call, "file").value_or("");
  if (file.empty()) return bad_parameter("file", file, "ppri.geojson, ppri.zip, ppri.gpkg…");
  ZoneUpload const upload{file, call.request.body, asked(call, "layer"), asked(call, "crs")};
  BASSIN_TRY(auto const content, zones.read(upload));
  BASSIN_TRY(auto zone, zone_of(content, upload));
  LayerBrought out;
  out.file.facts = std::move(zone.facts);
  out.file.outline = std::move(zone.outline);
  out.name = std::move(zone.name);
  BASSIN_TRY(auto view, view_of(call));
  BASSIN_TRY(out.file.communes, communes_of(std::move(view), call.reader, content.area));
  return out;
}

Result<Json> post_layer(Call const& call, ExposureParts const& parts, ZoneParts const& zones) {
  if (call.reader.standing != access::Reader::Standing::member) return Error("access.sign_in");
  BASSIN_DO(known_only(call.request.query, {"file", "name", "source", "dated", "peril", "level", "layer", "crs"}));
  BASSIN_TRY(auto const facts, facts_asked(call, {}));
  BASSIN_TRY(auto const from, brought(call, zones));
  return change(call, parts.casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    auto named = facts;
    if (named.name.empty()) named.name = from.name;
    BASSIN_TRY(auto const made, exposure::add_layer(session, act, named, from.file));
    return one_json(session, call, made);
  });
}

Result<Json> put_file(Call const& call, ExposureParts const& parts, ZoneParts const& zones) {
  if (call.reader.standing != access::Reader::Standing::member) return Error("access.sign_in");
  BASSIN_DO(known_only(call.request.query, {"file", "version", "name", "source", "dated", "peril", "level", "layer", "crs"}));
  BASSIN_TRY(auto const version, version_of(call));
  BASSIN_TRY(auto const before,
             parts.casework.store->read([&](sql::Session& session) { return exposure::find_layer(session, call.reader, id_in(call)); }));
  BASSIN_TRY(auto const facts, facts_asked(call, before.facts));
  BASSIN_TRY(auto const from, brought(call, zones));
  return change(call, parts.casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const after, exposure::replace_layer(session, act, before.id, version, facts, from.file));
    return one_json(session, call, after);
  });
}

Result<LayerFacts> facts_in(Body const& body) {
  LayerFacts out;
  BASSIN_TRY(out.name, body.text("name"));
  BASSIN_TRY(out.source, body.text("source"));
  BASSIN_TRY(out.dated_on, body.text("datedOn"));
  BASSIN_TRY(auto const peril, body.text("peril"));
  auto const known = crisis::parse_peril(peril);
  if (!known) return bad_field("peril", "flood | storm | ground | drought | earthquake | avalanche | eruption");
  out.peril = *known;
  BASSIN_TRY(auto const level, body.optional_text("level"));
  auto const strength = exposure::parse_level(level.value_or(""));
  if (!strength) return bad_field("level", "low | medium | high | very_high | null");
  out.level = *strength;
  return out;
}

Result<Json> put_layer(Call const& call, ExposureParts const& parts) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "name", "source", "datedOn", "peril", "level"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const facts, facts_in(body));
  return change(call, parts.casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const after, exposure::change_layer(session, act, id_in(call), version, facts));
    return one_json(session, call, after);
  });
}

Result<Json> delete_layer(Call const& call, ExposureParts const& parts) {
  BASSIN_TRY(auto const version, version_of(call));
  return change(call, parts.casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(exposure::drop_layer(session, act, id_in(call), version));
    return Json{{"changed", true}};
  });
}

}  // namespace

void add_hazard_layer_endpoints(Routes& routes, ExposureParts const& parts, ZoneParts const& zones) {
  using access::Need;
  using http::Lane;
  using http::Method;
  constexpr std::string_view all = "/api/v1/hazard-layers", one = "/api/v1/hazard-layers/{id}";
  routes.add({Method::get, all, Need::see_businesses, Lane::store},
             [parts, &zones](Call const& call) { return get_layers(call, parts, zones); });
  routes.add({Method::post, all, Need::run_conventions, Lane::bulk, zones.bytes_most},
             [parts, &zones](Call const& call) { return post_layer(call, parts, zones); });
  routes.add({Method::put, one, Need::run_conventions, Lane::store}, [parts](Call const& call) { return put_layer(call, parts); });
  routes.add({Method::put, "/api/v1/hazard-layers/{id}/file", Need::run_conventions, Lane::bulk, zones.bytes_most},
             [parts, &zones](Call const& call) { return put_file(call, parts, zones); });
  routes.add({Method::remove, one, Need::run_conventions, Lane::store}, [parts](Call const& call) { return delete_layer(call, parts); });
}

}  // namespace bassin::service
