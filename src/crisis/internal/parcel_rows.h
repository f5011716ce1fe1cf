// Links of parcels with farms, as layers, rooms and farms write them.
#pragma once

#include <string>

#include "crisis/crisis.h"
#include "sql/session.h"

namespace bassin::crisis::internal {

struct ByPacage {
  std::uint64_t linked = 0, disputed = 0;
};
// Parcels of that farm, or of all that are known (""), in one layer or all (""), go to the business that has its PACAGE, unless somebody
// gave them to another.
[[nodiscard]] base::Result<ByPacage> link_by_pacage(sql::Session& session, Act const& act, std::string const& layer,
                                                    std::string const& pacage);

}  // namespace bassin::crisis::internal
