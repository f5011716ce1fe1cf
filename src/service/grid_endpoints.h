// Reporting grids over HTTP (module grids).
#pragma once

namespace bassin::service {

class Routes;
struct Casework;
struct ExportParts;

// Both outlive the routes.
void add_grid_endpoints(Routes& routes, Casework const& casework, ExportParts const& exports);
// Called by the former: the report as files.
void add_grid_file_endpoints(Routes& routes, Casework const& casework, ExportParts const& exports);

}  // namespace bassin::service
