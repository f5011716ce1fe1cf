// A file of parcels that somebody sends, and what was read from it. The program that serves gives the reader: hostile files are read
// elsewhere.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "geo/geojson.h"
#include "service/zone_upload.h"

namespace bassin::service {

struct ParcelContent {
  std::vector<geo::Feature> features;  // with the attributes of crisis::parcel_fields()
  std::string format;                  // "GPKG"
  ZoneNotes notes;
};

// Errors: "zone.*", "geofile.*", "geo.*", "file.*".
using ParcelReader = std::function<base::Result<ParcelContent>(ZoneUpload const&)>;

// What it read goes in and out by one at a time: it is large.
struct ParcelParts {
  ParcelReader read;
  std::uint64_t bytes_most = 0;  // of a file
};

}  // namespace bassin::service
