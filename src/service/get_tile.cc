// GET /api/v1/tiles/{z}/{x}/{y}: the establishments that pass the filter, as a vector tile.
#include <fmt/format.h>

#include <charconv>

#include "base/checksum.h"
#include "query/last_contacts.h"
#include "query/tile.h"
#include "query/view.h"
#include "service/call.h"
#include "service/map_endpoints.h"
#include "service/question.h"
#include "service/vector_tile.h"

namespace bassin::service {

namespace {

std::optional<std::uint32_t> whole(std::string_view text) {
  std::uint32_t number = 0;
  auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return number;
}

// Nothing for what names no tile.
std::optional<geo::Tile> tile_of(http::Request const& request) {
  auto const z = whole(request.path_value("z"));
  auto const x = whole(request.path_value("x"));
  auto const y = whole(request.path_value("y"));
  if (!z || !x || !y) return std::nullopt;
  geo::Tile const tile{*z, *x, *y};
  return tile.exists() ? std::optional(tile) : std::nullopt;
}

// Of everything that the bytes follow from, the address of the tile aside. The format's own number is the last part.
std::string etag_of(Question const& question, query::PreparedFilter const& prepared) {
  auto const& scope = prepared.scope();
  auto const contacts = question.filter().contact.any() ? question.view()->contacts().version() : std::string();
  auto const words = fmt::format("{}\n{}\n{}\n{:016x}\n{}\n{}", scope.snapshot, scope.overlay, contacts, prepared.fingerprint(),
                                 static_cast<int>(prepared.audience()), 1);
  return fmt::format("W/\"{:016x}\"", base::checksum(words));
}

http::Response with_validity(http::Response response, std::string const& etag) {
  response.set_header("ETag", etag);
  response.set_header("Cache-Control", "private, no-cache");
  response.set_header("Vary", "Cookie");
  return response;
}

}  // namespace

base::Result<http::Response> get_tile(Call const& call) {
  auto const wanted = tile_of(call.request);
  if (!wanted) {
    auto const& at = call.request;
    return base::Error("query.bad_value", {{"name", "tile"},
                                           {"value", fmt::format("{}/{}/{}", at.path_value("z"), at.path_value("x"), at.path_value("y"))},
                                           {"allowed", fmt::format("0/0/0 – {}/x/y", geo::kMostTileZoom)}});
  }
  BASSIN_TRY(auto const question, Question::of(call, {}));
  BASSIN_TRY(auto const prepared, question.prepare());
  auto const etag = etag_of(question, prepared);
  if (call.request.header("If-None-Match") == etag) return with_validity({.status = 304}, etag);
  BASSIN_TRY(auto const tile, query::tile(prepared, {*wanted}));
  return with_validity(http::make_response(200, "application/vnd.mapbox-vector-tile", vector_tile(tile)), etag);
}

}  // namespace bassin::service
