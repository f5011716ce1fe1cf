// The actions whose work may count under headings of a grid.
#pragma once

#include <string>
#include <vector>

#include "grids/grid.h"

namespace bassin::grids {

struct MappableAction {
  std::string id, code, title;
  std::string axis;                          // its title
  std::string convention, convention_title;  // id
};

// Of conventions with the grid's organisation, or one that it took over, as a party that begin before the grid ends and were not abandoned:
// a heading takes each of them. By convention, the latest first, and code. Errors: "grid.unknown" (id).
[[nodiscard]] base::Result<std::vector<MappableAction>> mappable_actions(sql::Session& session, access::Reader const& reader,
                                                                         std::string const& grid);

}  // namespace bassin::grids
