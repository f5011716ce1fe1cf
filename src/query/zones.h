// A zone with the name under which an answer speaks of it.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"
#include "geo/polygon.h"
#include "geo/zone.h"

namespace bassin::query {

enum class ZoneKind : std::uint8_t { polygon, radius, box };

struct NamedZone {
  std::string name;
  ZoneKind kind = ZoneKind::polygon;
  geo::Zone zone = geo::Zone::box({});
  std::uint64_t fingerprint = 0;  // of the geometry: a cursor belongs to one zone
};

[[nodiscard]] NamedZone polygon_zone(std::string name, geo::MultiPolygon const& area);
// Errors: "query.bad_value" (name, value, allowed) for a radius that is not above 0 and at most 1,000 km.
[[nodiscard]] base::Result<NamedZone> radius_zone(std::string name, geo::Point centre, double radius_m);
// Errors: "query.bad_value" (name, value, allowed) for an empty box.
[[nodiscard]] base::Result<NamedZone> box_zone(std::string name, geo::Box const& box);

}  // namespace bassin::query
