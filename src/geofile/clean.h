// One geometry, whatever it is, to valid polygons.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include <ogr_geometry.h>

namespace bassin::geofile {

struct Cleaned {
  // Two-dimensional, curves replaced by short straight edges; empty when the geometry holds no area.
  std::unique_ptr<OGRMultiPolygon> area;
  bool repaired = false;
  // What was wrong, in the library's words: "Self-intersection at or near point 0.66 46.47".
  std::string note;
};

// Repairs each polygon by itself, keeping what an odd number of its rings surround; then merges polygons that
// overlap. Lines and points that a repair leaves are dropped.
[[nodiscard]] Cleaned clean(OGRGeometry const& geometry);

// Vertices of its polygons, curves counted by their own points.
[[nodiscard]] std::size_t vertices_of(OGRGeometry const& geometry);

}  // namespace bassin::geofile
