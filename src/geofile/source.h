// Opening the file: which drivers may, which options keep them from looking elsewhere.
#pragma once

#include <string>
#include <vector>

#include <gdal_priv.h>

#include "base/result.h"

namespace bassin::geofile {

// Loads the drivers, tells GDAL and PROJ to stay off the network and silences them; what they say is kept.
void prepare_library();
// What the library said since the last call, the first few messages.
std::vector<std::string> take_messages();

// The file by its full name. Refused unless it is a regular file outside GDAL's virtual file systems.
[[nodiscard]] base::Result<std::string> resolve(std::string const& file);

struct Opened {
  std::vector<GDALDatasetUniquePtr> datasets;  // at least one
  // Files of an archive that look geographic by their name and do not open, such as a metadata.json.
  std::vector<std::string> left_out;
};

// The file's data sets: one, or those found in it when it is a zip archive (at any depth of folders, not
// archives in archives). Errors: geofile.unreadable {file, detail} when none opens, geofile.limit {what}.
[[nodiscard]] base::Result<Opened> open_datasets(std::string const& path);

}  // namespace bassin::geofile
