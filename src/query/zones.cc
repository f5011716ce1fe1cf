#include "query/zones.h"

#include <fmt/format.h>

#include "base/checksum.h"

namespace bassin::query {

namespace {

constexpr double radius_most_m = 1'000'000;

void append(std::string& out, geo::Point point) {
  out.append(reinterpret_cast<char const*>(&point.lon), sizeof point.lon);
  out.append(reinterpret_cast<char const*>(&point.lat), sizeof point.lat);
}

std::uint64_t fingerprint(geo::MultiPolygon const& area) {
  std::string bytes = "polygon";
  for (auto const& polygon : area.polygons) {
    bytes += 'P';
    for (auto const& ring : polygon.rings) {
      bytes += 'R';
      for (auto const point : ring) append(bytes, point);
    }
  }
  return base::checksum(bytes);
}

}  // namespace

NamedZone polygon_zone(std::string name, geo::MultiPolygon const& area) {
  return {std::move(name), ZoneKind::polygon, geo::Zone::of(area), fingerprint(area)};
}

base::Result<NamedZone> radius_zone(std::string name, geo::Point centre, double radius_m) {
  bool const good = radius_m > 0 && radius_m <= radius_most_m;
  if (!good)
    return base::Error("query.bad_value", {{"name", "radius"}, {"value", fmt::format("{}", radius_m)}, {"allowed", "0–1000000 m"}});
  std::string bytes = "radius";
  append(bytes, centre);
  bytes.append(reinterpret_cast<char const*>(&radius_m), sizeof radius_m);
  return NamedZone{std::move(name), ZoneKind::radius, geo::Zone::circle(centre, radius_m), base::checksum(bytes)};
}

base::Result<NamedZone> box_zone(std::string name, geo::Box const& box) {
  if (box.empty()) return base::Error("query.bad_value", {{"name", "box"}, {"value", name}, {"allowed", "west,south,east,north"}});
  std::string bytes = "box";
  append(bytes, box.min);
  append(bytes, box.max);
  return NamedZone{std::move(name), ZoneKind::box, geo::Zone::box(box), base::checksum(bytes)};
}

}  // namespace bassin::query
