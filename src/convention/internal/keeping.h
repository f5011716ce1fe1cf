// Who may touch which convention.
#pragma once

#include <string>

#include "convention/convention.h"

namespace bassin::convention::internal {

// One that they see: kept by one of their organisations, or with it as a party. Errors: "convention.unknown" (id).
[[nodiscard]] base::Result<Convention> seen_convention(sql::Session& session, Rights const& rights, std::string const& id);

// One that they see, may write, and know the latest version of. Errors: also "convention.not_yours", "convention.changed" (now).
[[nodiscard]] base::Result<Convention> kept(sql::Session& session, Act const& act, std::string const& id, std::int64_t version);
// That, or one of which they speak for the party.
[[nodiscard]] base::Result<Convention> kept_or_own(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                   std::string const& party);

// One version on, now.
[[nodiscard]] Convention next(Convention const& before, Act const& act);

}  // namespace bassin::convention::internal
