// Layers of parcels: listed, taken from files, removed.
#include "service/parcel_endpoints.h"

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "contours/contours.h"
#include "crisis/parcel_layers.h"
#include "geo/zone.h"
#include "reference/geography.h"
#include "reference/territory.h"
#include "service/casework_call.h"
#include "service/contour_source.h"
#include "service/known_parameters.h"
#include "service/parcel_json.h"
#include "sql/store.h"

namespace bassin::service {

using base::Error;
using base::Result;

namespace {

constexpr std::size_t contour_vertices_most = 1'500'000;

Error bad_value(std::string_view name, std::string const& value, std::string_view allowed) {
  return Error("query.bad_value", {{"name", std::string(name)}, {"value", value.substr(0, 100)}, {"allowed", std::string(allowed)}});
}

Result<CaseworkNames> names_for(sql::Session& session, Call const& call, std::vector<crisis::ParcelLayer> const& layers) {
  Referred referred;
  for (auto const& it : layers) referred.agents.insert(it.taken_by);
  return CaseworkNames::read(session, call.reader, referred);
}

std::shared_ptr<contours::Contours const> outlines(Call const& call) {
  return call.context.contours == nullptr ? nullptr : call.context.contours->contours();
}

Result<Json> get_layers(Call const& call, Casework const& casework, ParcelParts const& parts) {
  BASSIN_DO(known_only(call.request.query, {}));
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const layers, crisis::parcel_layers(session, call.reader));
    BASSIN_TRY(auto const names, names_for(session, call, layers));
    Json list = Json::array();
    for (auto const& it : layers) list.push_back(layer_json(call, it, names));
    return Json{{"layers", std::move(list)},
                {"mayWrite", access::allows(call.reader, access::Need::run_conventions)},
                {"communesKnown", outlines(call) != nullptr},
                {"limits", {{"bytes", parts.bytes_most}, {"parcels", crisis::parcels_most}, {"vertices", crisis::parcel_vertices_most}}}};
  });
}

// Communes by their outlines.
class Ground {
 public:
  static Result<Ground> of(Call const& call, std::vector<std::string> const& communes) {
    Ground out;
    auto const source = outlines(call);
    if (source == nullptr || communes.empty()) return out;
    BASSIN_TRY(auto const found, source->find(communes, call.context.today(), contour_vertices_most));
    for (auto const& it : found.outlines) out.zones_.emplace_back(it.code, geo::Zone::of(it.area));
    return out;
  }
  [[nodiscard]] bool empty() const { return zones_.empty(); }
  [[nodiscard]] std::string at(geo::Point point) const {
    for (auto const& [code, zone] : zones_)
      if (zone.bounds().contains(point) && zone.contains(point)) return code;
    return {};
  }

 private:
  std::vector<std::pair<std::string, geo::Zone>> zones_;
};

struct Wanted {
  crisis::ParcelLayerFacts facts;
  ZoneUpload upload;
  std::vector<std::string> communes;  // of the territory
};

Result<Wanted> wanted_by(Call const& call) {
  BASSIN_DO(known_only(call.request.query, {"file", "origin", "year", "territory", "layer", "crs"}));
  Wanted out;
  auto const file = asked(call, "file").value_or("");
  if (file.empty()) return bad_value("file", "", "parcelles.gpkg, parcelles.zip, parcelles.geojson");
  out.upload = {file, call.request.body, asked(call, "layer"), asked(call, "crs")};
  auto const origin = asked(call, "origin").value_or("");
  auto const known = crisis::parse_parcel_origin(origin);
  if (!known) return bad_value("origin", origin, "rpg, telepac");
  out.facts.origin = *known;
  auto const year = asked(call, "year").value_or("");
  if (year.size() != 4 || year.find_first_not_of("0123456789") != std::string::npos) return bad_value("year", year, "2024");
  out.facts.year = std::stoi(year);
  auto const territory = asked(call, "territory").value_or("");
  if (territory.empty()) return out;
  BASSIN_TRY(auto const found, reference::find_territory(territory, call.context.today()));
  out.facts.territory = found.id.size() > 40 ? found.id.substr(0, 40) : found.id;
  out.communes = found.communes;
  return out;
}

crisis::ParcelScope scope_of(Call const& call, Wanted const& wanted, Ground const& ground) {
  crisis::ParcelScope out;
  out.origin = wanted.facts.origin;
  auto const today = call.context.today();
  out.current = [today](std::string const& code) {
    auto const found = reference::geography().resolve(code, today);
    return found ? std::string(found->code) : std::string();
  };
  auto const in = std::make_shared<std::set<std::string> const>(wanted.communes.begin(), wanted.communes.end());
  if (in->size() == 1 && ground.empty()) {
    out.commune_at = [in](geo::Point) { return *in->begin(); };
  } else if (!ground.empty()) {
    // Where all communes of the territory have their outlines, what lies in none is elsewhere.
    out.commune_at = [&ground](geo::Point point) {
      auto code = ground.at(point);
      return code.empty() ? std::string("-") : code;
    };
  }
  if (!in->empty()) out.wanted = [in](std::string const& code) { return in->contains(code); };
  return out;
}

Json report_of(ParcelContent const& content, crisis::ParcelsRead const& read) {
  Json faults = Json::object(), told = Json::array();
  for (std::size_t i = 0; i < crisis::parcel_fault_count; ++i)
    if (read.faults.at(i) > 0) faults[std::string(id_of(static_cast<crisis::ParcelFault>(i)))] = read.faults.at(i);
  for (auto const& it : read.told)
    told.push_back({{"feature", it.feature}, {"fault", id_of(it.fault)}, {"refused", is_refused(it.fault)}, {"text", it.text}});
  return {{"format", content.format},
          {"features", read.features + content.notes.skipped},
          {"kept", read.parcels.size()},
          {"elsewhere", read.elsewhere},
          {"refused", read.refused},
          {"skipped", content.notes.skipped},
          {"repaired", content.notes.repaired},
          {"crsAssumed", content.notes.crs_assumed},
          {"faults", std::move(faults)},
          {"told", std::move(told)}};
}

Result<Json> post_layer(Call const& call, Casework const& casework, ParcelParts const& parts) {
  BASSIN_TRY(auto wanted, wanted_by(call));
  BASSIN_TRY(auto content, parts.read(wanted.upload));
  BASSIN_TRY(auto const ground, Ground::of(call, wanted.communes));
  auto read = crisis::read_parcels(content.features, scope_of(call, wanted, ground));
  content.features.clear();
  auto const report = report_of(content, read);
  wanted.facts.report = report.dump(-1, ' ', false, Json::error_handler_t::replace);
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const taken, crisis::take_layer(session, act, wanted.facts, read.parcels));
    BASSIN_TRY(auto const names, names_for(session, call, {taken.layer}));
    return Json{{"layer", layer_json(call, taken.layer, names)},
                {"replaced", taken.replaced},
                {"linked", taken.linked},
                {"lost", taken.lost},
                {"disputed", taken.disputed}};
  });
}

Result<Json> delete_layer(Call const& call, Casework const& casework) {
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(crisis::remove_layer(session, act, std::string(call.request.path_value("id"))));
    return Json{{"changed", true}};
  });
}

}  // namespace

void add_parcel_endpoints(Routes& routes, Casework const& casework, ParcelParts const& parts) {
  using access::Need;
  using http::Lane;
  using http::Method;
  routes.add({Method::get, "/api/v1/parcel-layers", Need::edit_businesses, Lane::store},
             [&](Call const& call) { return get_layers(call, casework, parts); });
  routes.add({Method::post, "/api/v1/parcel-layers", Need::run_conventions, Lane::bulk, parts.bytes_most},
             [&](Call const& call) { return post_layer(call, casework, parts); });
  routes.add({Method::remove, "/api/v1/parcel-layers/{id}", Need::run_conventions, Lane::store},
             [&](Call const& call) { return delete_layer(call, casework); });
}

}  // namespace bassin::service
