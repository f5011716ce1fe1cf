// Layers in, GeoJSON out.
#pragma once

#include <string>

#include "base/result.h"
#include "geofile/options.h"
#include "geofile/report.h"

namespace bassin::geofile {

struct Output {
  std::string geojson;
  Report report;
};

// Reads every layer asked for. Errors, besides those of opening:
//   geofile.no_layer {layer, known}          no layer of that name
//   geofile.no_polygon {features}            nothing in the file is an area
//   geofile.no_crs {layer, x, y}             coordinates that are no degrees, and no system stated
//   geofile.bad_crs {crs, detail}            a system that PROJ does not know, or that cannot be that of these coordinates
//   geofile.limit {what, limit}              vertices or features
[[nodiscard]] base::Result<Output> read_file(std::string const& path, Options const& options);

}  // namespace bassin::geofile
