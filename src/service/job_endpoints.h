// Background work as an administrator of the installation sees it.
#pragma once

namespace bassin::service {

class Routes;
struct Accounts;

// The name of the kind that imports the register; its payload is {"source": "folder" | "fetch", "scope", "force"}.
inline constexpr char const* import_kind_name = "import";

// GET /api/v1/jobs, GET /api/v1/jobs/{id}, POST /api/v1/jobs/{id}/stop, POST /api/v1/imports.
void add_job_endpoints(Routes& routes, Accounts& accounts);

}  // namespace bassin::service
