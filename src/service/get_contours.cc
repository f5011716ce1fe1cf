// GET /api/v1/contours/{territory}: outlines of the communes of a territory, for a map on a screen.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/checksum.h"
#include "contours/contours.h"
#include "geo/geojson_text.h"
#include "query/view.h"
#include "reference/geography.h"
#include "reference/territory.h"
#include "registry/manifest.h"
#include "service/call.h"
#include "service/contour_source.h"
#include "service/map_endpoints.h"
#include "service/question.h"

namespace bassin::service {

namespace {

using base::Error;
using base::Result;

// A département or two: below 1 MB gzipped at five decimals.
constexpr std::size_t vertices_most = 60'000;
// Corners are never left out: of more communes there would be too many of them.
constexpr std::size_t communes_most = 6'000;
constexpr int decimals = 5;  // a metre

std::string json_text(std::string_view text) { return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace); }

// The day at which the name is read: asked, else that of the data.
Result<base::Date> date_of(Call const& call) {
  std::optional<base::Date> at;
  for (auto const& [name, value] : call.request.query) {
    if (name != "perimeter") return Error("query.unknown_parameter", {{"name", name.substr(0, 100)}, {"allowed", "perimeter"}});
    at = base::parse_date(value);
    if (!at) return Error("query.bad_value", {{"name", name}, {"value", value.substr(0, 100)}, {"allowed", "2026-01-31"}});
  }
  if (at) return *at;
  auto const view = view_of(call);
  return view.ok() ? (*view)->snapshot().manifest().data_date.value_or(call.context.today()) : call.context.today();
}

std::string text_of(contours::Found const& found, contours::About const& about, reference::Territory const& territory) {
  auto out = fmt::format(R"({{"type":"FeatureCollection","source":{},"vintage":{},"missing":{},"features":[)", json_text(about.source),
                         about.vintage.empty() ? std::string("null") : json_text(about.vintage), Json(found.missing).dump());
  bool first = true;
  for (auto const& [code, area] : found.outlines) {
    out += first ? "" : ",";
    first = false;
    out += fmt::format(R"({{"type":"Feature","properties":{{"code":"{}","name":{}}},"geometry":)", code,
                       json_text(reference::geography().commune_name(code, territory.date)));
    geo::append_geojson(out, area, decimals);
    out += '}';
  }
  return out + "]}";
}

std::string etag_of(contours::About const& about, reference::Territory const& territory) {
  constexpr int form = 1;
  auto const words = fmt::format("{}\n{}\n{}\n{}\n{}\n{}", about.sum, about.source, about.vintage, fmt::join(territory.communes, ","),
                                 base::to_iso(territory.date), form);
  return fmt::format("W/\"{:016x}\"", base::checksum(words));
}

http::Response with_validity(http::Response response, std::string const& etag) {
  response.set_header("ETag", etag);
  response.set_header("Cache-Control", "private, no-cache");
  response.set_header("Vary", "Cookie");
  return response;
}

}  // namespace

Result<http::Response> get_contours(Call const& call) {
  BASSIN_TRY(auto const date, date_of(call));
  BASSIN_TRY(auto const territory, reference::find_territory(call.request.path_value("territory"), date));
  auto const loaded = call.context.contours == nullptr ? nullptr : call.context.contours->contours();
  if (!loaded) return Error("contours.none");
  auto const communes = territory.communes.size();
  if (communes > communes_most)
    return Error("contours.too_many", {{"found", std::to_string(communes)}, {"allowed", std::to_string(communes_most)}});
  auto const etag = etag_of(loaded->about(), territory);
  if (call.request.header("If-None-Match") == etag) return with_validity({.status = 304}, etag);
  BASSIN_TRY(auto const found, loaded->find(territory.communes, territory.date, vertices_most));
  return with_validity(http::make_response(200, "application/geo+json", text_of(found, loaded->about(), territory)), etag);
}

}  // namespace bassin::service
