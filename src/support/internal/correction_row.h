#pragma once

#include "sql/session.h"
#include "support/corrections.h"

namespace bassin::support::internal {

[[nodiscard]] Correction correction_of(sql::Row const& row);

}  // namespace bassin::support::internal
