// Indicators and the values that are entered for them over HTTP, whoever keeps them.
#pragma once

#include <string_view>

#include "access/role.h"
#include "convention/indicator_keeper.h"
#include "service/casework_call.h"

namespace bassin::service {

struct IndicatorPaths {
  std::string_view indicators;  // of an owner: "/api/v1/actions/{id}/indicators"
  std::string_view indicator, values, value;
  access::Need writes;
};

// `casework` and `keeper` outlive the routes.
void add_indicator_handlers(Routes& routes, Casework const& casework, convention::IndicatorKeeper const& keeper,
                            IndicatorPaths const& paths);

}  // namespace bassin::service
