// The drawn flood zones of the benchmark, made from a seed: a meandering river with a flood plain of so many vertices.
#pragma once

#include <string>

#include "geo/polygon.h"
#include "geo/zone.h"
#include "query/zones.h"

namespace bassin::bench {

struct DrawnZone {
  std::string name;
  geo::MultiPolygon area;
  geo::Zone zone;
  query::NamedZone named;  // made ready, as PostGIS holds its pieces ready
  std::string wkt;         // the same vertices, for PostGIS
};

// A river across the box from west to east, with `vertices` vertices in its outline and a width of a few per cent of
// the box. Kept under its name for zone_named().
[[nodiscard]] DrawnZone const& draw_flood(std::string const& name, geo::Box const& box, std::size_t vertices, unsigned seed);
[[nodiscard]] geo::Zone const& zone_named(std::string const& name);

}  // namespace bassin::bench
