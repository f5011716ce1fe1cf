// Rows of stations.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "waters/station.h"

namespace bassin::waters::internal {

// Clean, or why not.
[[nodiscard]] base::Result<StationFacts> clean(StationFacts facts);
// Thresholds by their marks.
[[nodiscard]] base::Result<void> insert_thresholds(sql::Session& session, Station const& station);
[[nodiscard]] std::string json_of(StationFacts const& facts);
// All, or the one of that id.
[[nodiscard]] base::Result<std::vector<Station>> read_stations(sql::Session& session, std::string const& id);

}  // namespace bassin::waters::internal
