// A row of what chambers state of their members.
#pragma once

#include "access/record_json.h"
#include "sql/row.h"
#include "support/memberships.h"

namespace bassin::support::internal {

[[nodiscard]] Membership membership_of(sql::Row const& row);
[[nodiscard]] access::Json json_of(Membership const& membership);

}  // namespace bassin::support::internal
