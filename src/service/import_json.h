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
// The same with the names that it refers to, read here.
[[nodiscard]] base::Result<Json> import_told(sql::Session& session, Call const& call, support::SheetImport const& import);
[[nodiscard]] Json to_json(support::Membership const& membership, CaseworkNames const& names);

// What the durations of retention in force say of imports on this day.
[[nodiscard]] base::Result<support::ImportKept> import_kept(sql::Session& session, Call const& call);

}  // namespace bassin::service
