// /api/v1/documents: files and photos attached to records of conventions and businesses.
#pragma once

#include <cstdint>

namespace bassin::service {

class Routes;
struct Casework;

// `casework` outlives the routes. `bytes_most`: of one file.
void add_document_endpoints(Routes& routes, Casework const& casework, std::uint64_t bytes_most);

}  // namespace bassin::service
