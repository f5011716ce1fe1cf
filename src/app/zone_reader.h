// Files of zones sent to the server: each is written to a folder of its own, read there by the program `geofile`, and removed.
#pragma once

#include <cstddef>

#include "service/zone_upload.h"

namespace bassin::app {

struct Environment;

// The folder is made in TMPDIR, else /tmp. The environment outlives it.
[[nodiscard]] service::ZoneReader zone_reader(Environment const& environment, std::size_t vertices_most);

// What a person at a terminal does with an option, one at a screen does with a choice.
[[nodiscard]] base::Error said_for_screens(base::Error error);

}  // namespace bassin::app
