// The questions of the register, one file each.
#pragma once

#include <nlohmann/json.hpp>

#include "service/context.h"

namespace bassin::service {

[[nodiscard]] base::Result<Json> get_establishments(Context const& context, http::Request const& request);
[[nodiscard]] base::Result<Json> get_establishment(Context const& context, http::Request const& request);
[[nodiscard]] base::Result<Json> get_search(Context const& context, http::Request const& request);
[[nodiscard]] base::Result<Json> get_count(Context const& context, http::Request const& request);
[[nodiscard]] base::Result<Json> get_series(Context const& context, http::Request const& request);
[[nodiscard]] base::Result<Json> get_territories(Context const& context, http::Request const& request);

}  // namespace bassin::service
