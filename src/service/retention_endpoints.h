// How long records are kept, and their purge once their time is over.
#pragma once

#include <functional>
#include <vector>

#include "base/result.h"

namespace bassin::retention {
struct PurgedRecord;
}

namespace bassin::service {

class Routes;
struct Casework;

struct RetentionParts {
  // Writes into the journal beside the store what was purged there.
  std::function<base::Result<void>(std::vector<retention::PurgedRecord> const&)> note;
};

// Both outlive the routes.
void add_retention_endpoints(Routes& routes, Casework const& casework, RetentionParts const& parts);
// What persons are told.
void add_notice_endpoints(Routes& routes, Casework const& casework);

}  // namespace bassin::service
