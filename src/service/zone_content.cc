#include "service/zone_content.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/plain_text.h"
#include "geo/area.h"
#include "geo/geojson_text.h"
#include "geo/simplify.h"
#include "partners/secret.h"

namespace bassin::service {

namespace {

using base::Error;
using base::Result;

struct Degrees {
  double west, south, east, north;
};

// Boxes with some room around the French territories: a zone that touches none of them has wrong coordinates.
constexpr std::array<Degrees, 12> france{{
    {-5.6, 41.2, 9.8, 51.3},         // metropolitan
    {-63.3, 14.2, -60.6, 18.3},      // Antilles
    {-54.8, 2.0, -51.4, 6.0},        // Guyane
    {55.1, -21.5, 56.0, -20.7},      // La Réunion
    {44.9, -13.2, 45.5, -12.4},      // Mayotte
    {-56.6, 46.6, -56.0, 47.3},      // Saint-Pierre-et-Miquelon
    {163.0, -23.0, 169.0, -17.5},    // Nouvelle-Calédonie
    {-155.0, -28.0, -134.0, -7.5},   // Polynésie française
    {-178.4, -14.6, -175.9, -13.0},  // Wallis-et-Futuna
    {50.0, -50.5, 78.5, -36.5},      // southern lands
    {39.9, -22.5, 54.7, -11.3},      // scattered islands
    {-109.5, 10.1, -109.0, 10.5},    // Clipperton
}};

bool touches_france(geo::Box const& box) {
  return std::any_of(france.begin(), france.end(), [&box](Degrees const& d) {
    auto const low = geo::Point::from_degrees(d.west, d.south);
    auto const high = geo::Point::from_degrees(d.east, d.north);
    return low && high && geo::Box{*low, *high}.intersects(box);
  });
}

std::string text_of(geo::MultiPolygon const& area, int decimals) {
  std::string out;
  geo::append_geojson(out, area, decimals);
  return out;
}

std::string screen_text(geo::MultiPolygon const& area) {
  if (geo::vertex_count(area) <= screen_vertices_most) return {};
  auto const weights = geo::vertex_weights({&area, 1});
  auto const least = geo::weight_for(weights, screen_vertices_most);
  return text_of(geo::simplified(area, weights, least), 6);
}

// Without folders: some browsers of old sent them.
std::string last_part(std::string const& name) {
  auto const slash = name.find_last_of("/\\");
  return slash == std::string::npos ? name : name.substr(slash + 1);
}

// As many characters as a name may have, without the file's ending.
std::string name_of(std::string const& file) {
  auto const point = file.rfind('.');
  auto out = point == std::string::npos || point == 0 ? file : file.substr(0, point);
  std::size_t characters = 0;
  for (std::size_t i = 0; i < out.size(); ++i) {
    bool const begins = (static_cast<unsigned char>(out[i]) & 0xC0U) != 0x80U;
    if (begins && ++characters > base::name_most) return out.substr(0, i);
  }
  return out;
}

}  // namespace

Json to_json(ZoneNotes const& notes) {
  return {{"repaired", notes.repaired},
          {"skipped", notes.skipped},
          {"outsideArea", notes.outside_area},
          {"crsAssumed", notes.crs_assumed},
          {"leftOut", notes.left_out}};
}

Result<support::NewZone> zone_of(ZoneContent const& content, ZoneUpload const& upload) {
  auto const box = geo::bounds(content.area);
  if (box.empty()) return Error("geo.no_area");
  if (!touches_france(box)) {
    return Error("zone.outside_france", {{"longitude", fmt::format("{:.5f}", (box.min.lon_degrees() + box.max.lon_degrees()) / 2)},
                                         {"latitude", fmt::format("{:.5f}", (box.min.lat_degrees() + box.max.lat_degrees()) / 2)}});
  }
  support::NewZone out;
  out.facts.file_name = last_part(upload.file_name);
  out.facts.format = content.format;
  out.facts.sum = partners::hash_of_text(upload.bytes);
  out.facts.notes = to_json(content.notes).dump(-1, ' ', false, Json::error_handler_t::replace);
  out.facts.area_m2 = geo::area_m2(content.area);
  out.facts.vertices = static_cast<std::int64_t>(geo::vertex_count(content.area));
  out.facts.west = box.min.lon_degrees();
  out.facts.south = box.min.lat_degrees();
  out.facts.east = box.max.lon_degrees();
  out.facts.north = box.max.lat_degrees();
  out.name = name_of(out.facts.file_name);
  out.outline = text_of(content.area, geo::kMostDecimals);
  out.screen = screen_text(content.area);
  return out;
}

}  // namespace bassin::service
