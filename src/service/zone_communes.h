// Where a zone lies, for who is shown it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "geo/polygon.h"

namespace bassin::access {
struct Reader;
}
namespace bassin::query {
class View;
}

namespace bassin::service {

// Communes of the reader's territory in which the zone holds an establishment of the register, of any state; sorted.
[[nodiscard]] base::Result<std::vector<std::string>> communes_of(std::shared_ptr<query::View const> view, access::Reader const& reader,
                                                                 geo::MultiPolygon const& area);

}  // namespace bassin::service
