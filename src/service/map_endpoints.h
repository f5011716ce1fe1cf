// What a map asks for.
#pragma once

#include "base/result.h"
#include "http/message.h"

namespace bassin::service {

class Routes;
struct Call;

void add_map_endpoints(Routes& routes);

// GET /api/v1/tiles/{z}/{x}/{y}
[[nodiscard]] base::Result<http::Response> get_tile(Call const& call);

// GET /api/v1/contours/{territory}
[[nodiscard]] base::Result<http::Response> get_contours(Call const& call);

}  // namespace bassin::service
