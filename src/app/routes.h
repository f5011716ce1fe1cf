// Every endpoint of the server, in one place: what the server answers and what the authorisation test walks.
#pragma once

#include <cstdint>

namespace bassin::service {
struct Accounts;
struct Casework;
struct ParcelParts;
struct RetentionParts;
struct SheetParts;
struct ZoneParts;
class Metrics;
class Routes;
struct ExportParts;
}  // namespace bassin::service

namespace bassin::app {

// What endpoints need beside the context of every call; outlives the router.
struct Parts {
  service::Metrics* metrics = nullptr;
  service::ExportParts const* exports = nullptr;
  service::Accounts* accounts = nullptr;
  service::Casework const* casework = nullptr;
  service::ZoneParts const* zones = nullptr;
  service::SheetParts const* sheets = nullptr;
  service::RetentionParts const* retention = nullptr;
  std::uint64_t document_bytes = 0;  // of one file
  service::ParcelParts const* parcels = nullptr;
};

void add_routes(service::Routes& routes, Parts const& parts);

}  // namespace bassin::app
