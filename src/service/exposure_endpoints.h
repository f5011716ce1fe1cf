// Before a flood over HTTP: docs/decisions/0047-before-the-flood.md.
#pragma once

namespace bassin::service {

class Routes;
struct Casework;
struct ExportParts;
struct ExposureParts;
struct ZoneParts;

// All of them; each outlives the routes.
void add_exposure_endpoints(Routes& routes, Casework const& casework, ZoneParts const& zones, ExportParts const& exports);
// Known hazard zones: brought as files, replaced, dropped.
void add_hazard_layer_endpoints(Routes& routes, ExposureParts const& parts, ZoneParts const& zones);
// The list as a file.
void add_exposure_file_endpoints(Routes& routes, ExposureParts const& parts, ExportParts const& exports);

}  // namespace bassin::service
