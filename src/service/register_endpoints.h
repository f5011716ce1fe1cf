// The questions of the register, one file each.
#pragma once

#include <nlohmann/json.hpp>

#include "service/context.h"

namespace bassin::service {

struct Call;
class Routes;

void add_register_endpoints(Routes& routes);

[[nodiscard]] base::Result<Json> get_establishments(Call const& call);
[[nodiscard]] base::Result<Json> get_establishment(Call const& call);
[[nodiscard]] base::Result<Json> get_search(Call const& call);
[[nodiscard]] base::Result<Json> get_count(Call const& call);
[[nodiscard]] base::Result<Json> get_series(Call const& call);
[[nodiscard]] base::Result<Json> get_territories(Call const& call);
[[nodiscard]] base::Result<Json> get_activities(Call const& call);

}  // namespace bassin::service
