// What is kept of a file of areas, and what is asked of it before.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "service/context.h"
#include "service/zone_upload.h"
#include "support/zones.h"

namespace bassin::service {

// Vertices of the outline for screens.
inline constexpr std::size_t screen_vertices_most = 20'000;

// Errors: "zone.outside_france" (longitude, latitude), "geo.no_area" ().
[[nodiscard]] base::Result<support::NewZone> zone_of(ZoneContent const& content, ZoneUpload const& upload);

// The notes as they are kept, and as the API says them.
[[nodiscard]] Json to_json(ZoneNotes const& notes);

}  // namespace bassin::service
