// Imports of partners' files, and memberships, as the API tells them.
#pragma once

#include "service/casework_names.h"
#include "service/context.h"
#include "support/imports.h"
#include "support/memberships.h"

namespace bassin::service {

struct Call;

[[nodiscard]] Json to_json(support::SheetImport const& import, CaseworkNames const& names, Call const& call);
[[nodiscard]] Json to_json(support::Membership const& membership, CaseworkNames const& names);

}  // namespace bassin::service
