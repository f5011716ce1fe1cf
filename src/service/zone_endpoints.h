// /api/v1/zones: areas that agents bring as files.
#pragma once

#include <cstddef>
#include <cstdint>

#include "service/zone_upload.h"

namespace bassin::service {

class Routes;
class ZoneSource;
struct Casework;

struct ZoneParts {
  ZoneSource* source = nullptr;
  ZoneReader read;
  std::uint64_t bytes_most = 0;   // of a file
  std::size_t vertices_most = 0;  // of a zone
};

// All outlive the routes.
void add_zone_endpoints(Routes& routes, Casework const& casework, ZoneParts const& parts);

}  // namespace bassin::service
