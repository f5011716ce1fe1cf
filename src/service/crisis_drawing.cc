#include "service/crisis_drawing.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numbers>
#include <span>

#include "contours/contours.h"
#include "crisis/zone.h"
#include "geo/geojson.h"
#include "service/contour_source.h"
#include "service/crisis_ground.h"
#include "service/crisis_json.h"

namespace bassin::service {

using base::Result;

namespace {

// Of the sheet: a unit is a thousandth of the territory's width, metres of a flood, so that no single address can be told from a line.
constexpr double width_most = 1000, height_most = 800, margin = 20;
constexpr std::size_t vertices_most = 8'000;

struct Middle {
  std::string code;
  geo::Point at;
};

struct Sheet {
  double lon = 0, lat = 0;  // upper left corner, degrees
  double narrowing = 1;     // of a degree of longitude
  double scale = 1;
  int width = 0, height = 0;

  [[nodiscard]] int x(geo::Point it) const { return static_cast<int>(std::lround(margin + (it.lon_degrees() - lon) * narrowing * scale)); }
  [[nodiscard]] int y(geo::Point it) const { return static_cast<int>(std::lround(margin + (lat - it.lat_degrees()) * scale)); }
};

struct Extent {
  double west = 180, east = -180, south = 90, north = -90;
  void add(geo::Point it) {
    west = std::min(west, it.lon_degrees());
    east = std::max(east, it.lon_degrees());
    south = std::min(south, it.lat_degrees());
    north = std::max(north, it.lat_degrees());
  }
  void add(geo::MultiPolygon const& area) {
    for (auto const& polygon : area.polygons)
      for (auto const& ring : polygon.rings)
        for (auto const& point : ring) add(point);
  }
  [[nodiscard]] bool empty() const { return west > east; }
};

Sheet sheet_for(Extent it) {
  constexpr double least = 0.02;  // degrees: a street alone would be drawn as a town
  auto const widen = [](double& from, double& to) {
    auto const more = std::max(0.0, least - (to - from)) / 2;
    from -= more;
    to += more;
  };
  widen(it.west, it.east);
  widen(it.south, it.north);
  Sheet out{it.west, it.north, std::cos((it.south + it.north) / 2 * std::numbers::pi / 180), 1, 0, 0};
  auto const across = (it.east - it.west) * out.narrowing, down = it.north - it.south;
  out.scale = std::min((width_most - 2 * margin) / across, (height_most - 2 * margin) / down);
  out.width = static_cast<int>(std::lround(across * out.scale + 2 * margin));
  out.height = static_cast<int>(std::lround(down * out.scale + 2 * margin));
  return out;
}

void append_ring(std::string& out, Sheet const& sheet, geo::Ring const& ring) {
  std::vector<std::pair<int, int>> points;
  for (auto const& it : ring) {
    std::pair const at{sheet.x(it), sheet.y(it)};
    if (points.empty() || points.back() != at) points.push_back(at);
  }
  if (points.size() > 1 && points.front() == points.back()) points.pop_back();
  if (points.size() < 3) return;
  char step = 'M';
  for (auto const& [x, y] : points) {
    out += fmt::format("{}{} {}", step, x, y);
    step = 'L';
  }
  out += 'Z';
}

Json path_json(Sheet const& sheet, geo::MultiPolygon const& area) {
  std::string out;
  for (auto const& polygon : area.polygons)
    for (auto const& ring : polygon.rings) append_ring(out, sheet, ring);
  return out.empty() ? Json(nullptr) : Json(out);
}

double area_of(geo::Ring const& ring, double& lon, double& lat) {
  double twice = 0, x = 0, y = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    auto const &a = ring[i], &b = ring[(i + 1) % ring.size()];
    auto const cross = a.lon_degrees() * b.lat_degrees() - b.lon_degrees() * a.lat_degrees();
    twice += cross;
    x += (a.lon_degrees() + b.lon_degrees()) * cross;
    y += (a.lat_degrees() + b.lat_degrees()) * cross;
  }
  if (twice == 0) return 0;
  lon = x / (3 * twice);
  lat = y / (3 * twice);
  return std::abs(twice);
}

// Of its largest part.
geo::Point middle_of(geo::MultiPolygon const& area) {
  double most = 0;
  geo::Point out;
  for (auto const& polygon : area.polygons) {
    double lon = 0, lat = 0;
    if (polygon.rings.empty()) continue;
    auto const size = area_of(polygon.rings.front(), lon, lat);
    if (size <= most) continue;
    most = size;
    out = geo::Point::from_degrees(lon, lat).value_or(out);
  }
  return out;
}

Result<geo::MultiPolygon> area_of(std::string const& outline) {
  if (outline.empty()) return geo::MultiPolygon{};
  geo::GeojsonLimits limits;
  limits.vertices = crisis::zone_vertices_most;
  BASSIN_TRY(auto const features, geo::parse_geojson(outline, limits));
  return geo::merged_area(features);
}

Result<contours::Found> contours_of(Call const& call, std::shared_ptr<contours::Contours const> const& loaded,
                                    std::vector<std::string> const& communes) {
  if (loaded) return loaded->find(communes, call.context.today(), vertices_most);
  return contours::Found{{}, communes, 0};
}

}  // namespace

Result<Json> drawing_json(Call const& call, Casework const& casework, std::string const& outline,
                          std::vector<std::string> const& communes) {
  BASSIN_TRY(auto const zone, area_of(outline));
  auto const loaded = call.context.contours == nullptr ? nullptr : call.context.contours->contours();
  BASSIN_TRY(auto const found, contours_of(call, loaded, communes));
  std::vector<Middle> middles;
  Extent extent;
  extent.add(zone);
  for (auto const& it : found.outlines) {
    extent.add(it.area);
    middles.push_back({it.code, middle_of(it.area)});
  }
  BASSIN_TRY(auto const missing, middles_of(call, casework, found.missing));
  for (auto const& [code, at] : missing) {
    extent.add(at);
    middles.push_back({code, at});
  }
  if (extent.empty()) extent.add(geo::Point{0, 0});
  auto const sheet = sheet_for(extent);
  Json places = Json::array();
  for (std::size_t i = 0; i < middles.size(); ++i) {
    bool const drawn = i < found.outlines.size();
    places.push_back({{"place", commune_json(call, middles[i].code)},
                      {"path", drawn ? path_json(sheet, found.outlines[i].area) : Json(nullptr)},
                      {"x", sheet.x(middles[i].at)},
                      {"y", sheet.y(middles[i].at)}});
  }
  auto const& about = loaded ? loaded->about() : contours::About{};
  return Json{{"width", sheet.width},
              {"height", sheet.height},
              {"zone", path_json(sheet, zone)},
              {"communes", std::move(places)},
              {"source", loaded ? Json(about.source) : Json(nullptr)},
              {"vintage", about.vintage.empty() ? Json(nullptr) : Json(about.vintage)}};
}

}  // namespace bassin::service
