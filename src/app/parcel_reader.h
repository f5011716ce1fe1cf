// Files of parcels sent to the server: each is written to a folder of its own, read there by the program `geofile`, and removed.
#pragma once

#include "service/parcel_upload.h"

namespace bassin::app {

struct Environment;

inline constexpr std::uint64_t parcel_bytes_most = std::uint64_t{128} << 20U;

// The folder is made in TMPDIR, else /tmp. The environment outlives it. As many parcels and vertices as a layer may have.
[[nodiscard]] service::ParcelReader parcel_reader(Environment const& environment);

}  // namespace bassin::app
