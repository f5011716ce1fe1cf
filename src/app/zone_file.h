// A zone out of any file of polygons. The file is read by the program `geofile`, a child process with limits of its
// own: files that others made are not opened in this process.
#pragma once

#include <optional>
#include <string>

#include "app/question.h"

namespace bassin::app {

struct ZoneSource {
  std::string path;
  std::optional<std::string> layer;  // every layer
  std::optional<std::string> crs;    // as the file says; "EPSG:2154"
};

// `geofile` is BASSIN_GEOFILE, else beside the running binary, in ../geofile or in ../libexec/bassin.
// Errors: "zone.no_reader" (tried), "zone.reader_failed" (path, reason), "zone.timeout" (path, seconds), "file.missing",
// "geofile.*" as the reader reports them, "geo.*".
[[nodiscard]] base::Result<ZoneNotes> zone_from_file(ZoneSource const& source, Session const& session);

}  // namespace bassin::app
