// Imports of partners' files, and memberships, as the API tells them.
#pragma once

#include "service/casework_names.h"
#include "service/context.h"
#include "support/imports.h"
#include "support/memberships.h"

namespace bassin::sql {
class Session;
}

namespace bassin::service {

struct Call;

[[nodiscard]] Json to_json(support::SheetImport const& import, CaseworkNames const& names, Call const& call);
[[nodiscard]] Json to_json(support::Membership const& membership, CaseworkNames const& names);

// What the durations of retention in force say of imports on this day.
[[nodiscard]] base::Result<support::ImportKept> import_kept(sql::Session& session, Call const& call);

}  // namespace bassin::service
