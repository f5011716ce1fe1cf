// Who may touch which convention.
#pragma once

#include <string>
#include <vector>

#include "convention/convention.h"

namespace bassin::convention::internal {

// Whether the reader may write for one of these organisations: as its coordinator or administrator.
[[nodiscard]] bool runs(access::Reader const& reader, std::vector<std::string> const& lineage, std::string const& organisation);

// The convention, which the reader sees, keeps, and knows the latest version of. Errors: "convention.unknown" (id),
// "convention.not_yours", "convention.changed" (now).
[[nodiscard]] base::Result<Convention> kept(sql::Session& session, Act const& act, std::string const& id, std::int64_t version);

// That of which it hangs is a party of the reader's organisation, or of one that it took over, or kept by it.
[[nodiscard]] base::Result<bool> sees(sql::Session& session, std::vector<std::string> const& lineage, Convention const& convention);

// One version on, now.
[[nodiscard]] Convention next(Convention const& before, Act const& act);

}  // namespace bassin::convention::internal
