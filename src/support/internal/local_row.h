#pragma once

#include "sql/session.h"
#include "support/local_businesses.h"

namespace bassin::support::internal {

[[nodiscard]] LocalBusiness local_of(sql::Row const& row);

}  // namespace bassin::support::internal
