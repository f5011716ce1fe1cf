// The report of a reporting grid as a page of HTML that needs nothing else. In French.
#pragma once

#include "printing/report_page.h"

namespace bassin::printing {

// `grid`: as GET /api/v1/grids/{id} answers it (openapi.yaml, schema Grid), `how` and `counted` in French. Its texts are shown as they are,
// never as markup.
[[nodiscard]] std::string grid_page(nlohmann::json const& grid, Layout layout);

}  // namespace bassin::printing
