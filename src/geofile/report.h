// What a run says of itself: the exit code and one line of JSON (docs/formats/geofile.md).
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/error.h"

namespace bassin::geofile {

enum ExitCode : int { kDone = 0, kUsage = 2, kUnreadable = 3, kNoPolygon = 4, kLimit = 5, kCoordinates = 6, kNotConfined = 7 };

struct LayerReport {
  std::string name;
  // Its coordinate system's name; empty when it states none.
  std::string crs;
  // No system was stated or given, and every coordinate could be a longitude and a latitude.
  bool crs_assumed = false;
  std::size_t features = 0;
  std::size_t kept = 0;
  // Features without any area: points, lines, empty or missing geometries.
  std::size_t skipped = 0;
  std::size_t repaired = 0;
  // Kept features that lie outside the area that their coordinate system is made for: perhaps a wrong system.
  std::size_t outside_area = 0;
};

struct Report {
  std::string driver;
  std::vector<LayerReport> layers;
  std::size_t vertices = 0;
  // Files of the archive that look geographic and do not open.
  std::vector<std::string> left_out;
  // What the library grumbled about, the first few.
  std::vector<std::string> warnings;
};

[[nodiscard]] std::string success_line(Report const& report);
[[nodiscard]] std::string failure_line(base::Error const& error);
[[nodiscard]] ExitCode exit_code(base::Error const& error);

// Valid UTF-8 for output: what is not is read as Latin-1, as old shapefiles ask for.
[[nodiscard]] std::string utf8(std::string const& text);

}  // namespace bassin::geofile
