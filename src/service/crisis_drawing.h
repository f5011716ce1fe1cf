// A small map of a crisis as lines on a sheet: communes and the outline of the zone, no business. For screens and paper alike.
#pragma once

#include <string>
#include <vector>

#include "service/casework_call.h"

namespace bassin::service {

// Schema CrisisDrawing. `outline`: GeoJSON; "". Communes without an outline of their own stand at the middle of their establishments, and
// those of too few establishments nowhere. Errors: "service.not_ready", those of the contours, of geo::parse_geojson(), "image.damaged".
[[nodiscard]] base::Result<Json> drawing_json(Call const& call, Casework const& casework, std::string const& outline,
                                              std::vector<std::string> const& communes);

}  // namespace bassin::service
