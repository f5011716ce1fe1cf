// A file of areas that somebody sends, and what was read from it. The program that serves gives the reader: hostile files are read
// elsewhere.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "geo/polygon.h"

namespace bassin::service {

struct ZoneUpload {
  std::string file_name;  // as it was sent; nothing is made of it but its ending
  std::string_view bytes;
  std::optional<std::string> layer;  // every layer
  std::optional<std::string> crs;    // as the file says; "EPSG:2154"
};

struct ZoneNotes {
  std::uint64_t repaired = 0;         // surfaces whose rings crossed
  std::uint64_t skipped = 0;          // features without a surface
  std::uint64_t outside_area = 0;     // surfaces outside the area of use of their coordinate system
  bool crs_assumed = false;           // the file did not state its system: degrees were taken as WGS 84
  std::vector<std::string> left_out;  // files of an archive that could not be read
};

struct ZoneContent {
  geo::MultiPolygon area;
  std::string format;  // "GPKG"
  ZoneNotes notes;
};

// Errors: "zone.*", "geofile.*", "geo.*", "file.*".
using ZoneReader = std::function<base::Result<ZoneContent>(ZoneUpload const&)>;

}  // namespace bassin::service
