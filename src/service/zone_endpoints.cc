#include "service/zone_endpoints.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "access/visibility.h"
#include "base/checksum.h"
#include "query/view.h"
#include "service/body.h"
#include "service/casework_call.h"
#include "service/casework_people.h"
#include "service/question.h"
#include "service/zone_communes.h"
#include "service/zone_content.h"
#include "service/zone_source.h"
#include "sql/store.h"
#include "support/selections.h"
#include "support/zones.h"

namespace bassin::service {

namespace {

using access::Reader;
using base::Error;
using base::Result;
using support::Zone;
using support::ZoneSharing;

Json notes_of(Zone const& zone) {
  auto notes = Json::parse(zone.facts.notes, nullptr, false);
  return notes.is_object() ? notes : to_json(ZoneNotes{});
}

Result<Json> to_json(People& people, Reader const& reader, Zone const& zone) {
  auto const& facts = zone.facts;
  Json out{{"id", zone.id},
           {"name", zone.name},
           {"sharing", support::id_of(zone.sharing)},
           {"mine", zone.agent == reader.agent && zone.organisation == reader.organisation},
           {"changeable", access::may_change(reader, zone.organisation, zone.agent)},
           {"fileName", facts.file_name},
           {"format", facts.format},
           {"sha256", facts.sum},
           {"areaM2", facts.area_m2},
           {"vertices", facts.vertices},
           {"box", {facts.west, facts.south, facts.east, facts.north}},
           {"notes", notes_of(zone)},
           {"version", zone.version},
           {"createdAt", zone.created_at},
           {"changedAt", zone.changed_at}};
  BASSIN_TRY(out["agent"], people.agent(zone.agent));
  BASSIN_TRY(out["organisation"], people.organisation(zone.organisation));
  return out;
}

// Of a request whose body is no JSON: names and values of its address.
class Wishes {
 public:
  static Result<Wishes> of(http::Request const& request, std::vector<std::string_view> const& known) {
    for (auto const& [name, value] : request.query) {
      if (std::find(known.begin(), known.end(), name) == known.end())
        return Error("query.unknown_parameter", {{"name", name.substr(0, 100)}, {"allowed", fmt::format("{}", fmt::join(known, ", "))}});
    }
    return Wishes(request);
  }
  [[nodiscard]] std::optional<std::string> text(std::string_view name) const {
    auto const found = std::find_if(request_.query.rbegin(), request_.query.rend(), [&](auto const& pair) { return pair.first == name; });
    return found == request_.query.rend() || found->second.empty() ? std::nullopt : std::optional(found->second);
  }

 private:
  explicit Wishes(http::Request const& request) : request_(request) {}
  http::Request const& request_;
};

Error bad_sharing(std::string_view value) {
  return Error("query.bad_value",
               {{"name", "sharing"}, {"value", std::string(value.substr(0, 100))}, {"allowed", "private, organisation, partners"}});
}

// What goes to the partners is for those who may say things of businesses.
Result<ZoneSharing> sharing_of(Reader const& reader, std::string_view text) {
  auto const sharing = support::parse_zone_sharing(text);
  if (!sharing) return bad_sharing(text);
  if (*sharing == ZoneSharing::partners && !access::allows(reader, access::Need::edit_businesses))
    return Error("access.denied", {{"need", std::string(access::id_of(access::Need::edit_businesses))}});
  return *sharing;
}

Result<std::vector<std::string>> communes_here(Call const& call, geo::MultiPolygon const& area) {
  BASSIN_TRY(auto view, view_of(call));
  return communes_of(std::move(view), call.reader, area);
}

Result<Json> get_zones(Call const& call, Casework const& casework, ZoneParts const& parts) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    People people(session);
    BASSIN_TRY(auto const zones, support::zones_of(session, call.reader));
    BASSIN_DO(people.know(zones, [](auto const& it) { return it.agent; }));
    Json out = Json::array();
    for (auto const& zone : zones) {
      BASSIN_TRY(auto json, to_json(people, call.reader, zone));
      out.push_back(std::move(json));
    }
    return Json{{"zones", std::move(out)},
                {"limits", {{"bytes", parts.bytes_most}, {"vertices", parts.vertices_most}, {"zones", support::zones_most}}}};
  });
}

Result<Json> post_zone(Call const& call, Casework const& casework, ZoneParts const& parts) {
  if (call.reader.standing != Reader::Standing::member) return Error("access.sign_in");
  BASSIN_TRY(auto const wishes, Wishes::of(call.request, {"file", "name", "sharing", "layer", "crs"}));
  auto const file = wishes.text("file");
  if (!file) return Error("query.bad_value", {{"name", "file"}, {"value", ""}, {"allowed", "zones.geojson, zones.zip, zones.gpkg…"}});
  BASSIN_TRY(auto const sharing, sharing_of(call.reader, wishes.text("sharing").value_or("private")));
  ZoneUpload const upload{*file, call.request.body, wishes.text("layer"), wishes.text("crs")};
  BASSIN_TRY(auto const content, parts.read(upload));
  BASSIN_TRY(auto wanted, zone_of(content, upload));
  wanted.sharing = sharing;
  if (auto const name = wishes.text("name")) wanted.name = *name;
  if (sharing == ZoneSharing::partners) {
    BASSIN_TRY(wanted.communes, communes_here(call, content.area));
  }
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const made, support::create_zone(session, act, wanted));
    People people(session);
    return to_json(people, call.reader, made);
  });
}

// A GeoJSON Feature, its properties those of the zone.
Result<std::string> feature_of(sql::Session& session, Call const& call, support::OutlineDetail detail) {
  auto const id = std::string(call.request.path_value("id"));
  BASSIN_TRY(auto const zone, support::find_zone(session, call.reader, id));
  People people(session);
  BASSIN_TRY(auto const properties, to_json(people, call.reader, zone));
  BASSIN_TRY(auto const outline, support::zone_outline(session, id, detail));
  return fmt::format(R"({{"type":"Feature","id":"{}","properties":{},"geometry":{}}})", zone.id,
                     properties.dump(-1, ' ', false, Json::error_handler_t::replace), outline);
}

Result<http::Response> get_zone(Call const& call, Casework const& casework) {
  if (call.reader.standing != Reader::Standing::member) return Error("access.sign_in");
  BASSIN_TRY(auto const wishes, Wishes::of(call.request, {"detail"}));
  auto const asked = wishes.text("detail").value_or("screen");
  if (asked != "screen" && asked != "full")
    return Error("query.bad_value", {{"name", "detail"}, {"value", asked.substr(0, 100)}, {"allowed", "screen, full"}});
  auto const detail = asked == "full" ? support::OutlineDetail::full : support::OutlineDetail::screen;
  BASSIN_TRY(auto text, casework.store->read([&](sql::Session& session) { return feature_of(session, call, detail); }));
  auto const etag = fmt::format("W/\"{:016x}\"", base::checksum(text));
  bool const same = call.request.header("If-None-Match") == etag;
  auto response = same ? http::Response{.status = 304} : http::make_response(200, "application/geo+json", std::move(text));
  response.set_header("ETag", etag);
  response.set_header("Cache-Control", "private, no-cache");
  response.set_header("Vary", "Cookie");
  return response;
}

Result<Json> patch_zone(Call const& call, Casework const& casework, ZoneParts const& parts) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "name", "sharing"}));
  support::ZoneChange wanted;
  BASSIN_TRY(wanted.version, body.integer("version"));
  BASSIN_TRY(wanted.name, body.optional_text("name"));
  BASSIN_TRY(auto const sharing, body.optional_text("sharing"));
  auto const id = std::string(call.request.path_value("id"));
  if (sharing) {
    BASSIN_TRY(wanted.sharing, sharing_of(call.reader, *sharing));
  }
  if (wanted.sharing == ZoneSharing::partners) {
    BASSIN_TRY([[maybe_unused]] auto const seen, parts.source->find(call.reader, id));
    BASSIN_TRY(auto const area, parts.source->outline(id));
    BASSIN_TRY(wanted.communes, communes_here(call, area));
  }
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const changed, support::change_zone(session, act, id, wanted));
    People people(session);
    return to_json(people, call.reader, changed);
  });
}

// Selections of the reader that ask for the zone are told of: they will say that it is gone.
Result<Json> delete_zone(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const version, version_of(call));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    auto const id = std::string(call.request.path_value("id"));
    BASSIN_DO(support::delete_zone(session, act, id, version));
    BASSIN_TRY(auto const selections, support::selections_of(session, call.reader));
    Json names = Json::array();
    for (auto const& one : selections) {
      if (support::zone_in(one.query) == id) names.push_back(one.name);
    }
    return Json{{"changed", true}, {"selections", std::move(names)}};
  });
}

}  // namespace

void add_zone_endpoints(Routes& routes, Casework const& casework, ZoneParts const& parts) {
  using access::Need;
  using http::Lane;
  using http::Method;
  constexpr auto need = Need::see_businesses;
  constexpr std::string_view all = "/api/v1/zones", one = "/api/v1/zones/{id}";
  routes.add({Method::get, all, need, Lane::store}, [&](Call const& call) { return get_zones(call, casework, parts); });
  routes.add({Method::post, all, need, Lane::bulk, parts.bytes_most}, [&](Call const& call) { return post_zone(call, casework, parts); });
  routes.add_raw({Method::get, one, need, Lane::store}, [&](Call const& call) { return get_zone(call, casework); });
  routes.add({Method::patch, one, need, Lane::bulk}, [&](Call const& call) { return patch_zone(call, casework, parts); });
  routes.add({Method::remove, one, need, Lane::store}, [&](Call const& call) { return delete_zone(call, casework); });
}

}  // namespace bassin::service
