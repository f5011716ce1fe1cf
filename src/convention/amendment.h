// What an amendment (avenant) changes of a signed convention: a list, each change with what it was and what it becomes, carried out in the
// transaction that signs the amendment. docs/decisions/0018-the-convention.md
//
// Errors of all: "convention.unknown" (id), "convention.not_an_amendment".
#pragma once

#include <string>
#include <vector>

#include "convention/change.h"

namespace bassin::convention {

// In their order; of an amendment that the reader sees.
[[nodiscard]] base::Result<std::vector<Change>> changes_of(sql::Session& session, access::Reader const& reader, std::string const& id);

// All changes of a draft, made for its convention as it stands now. A party that joins becomes a party of the amendment too. Errors: also
// "convention.not_yours", "convention.changed" (now), "convention.not_a_draft" (status), "convention.bad_value" (field, allowed),
// "convention.twice" (what), "convention.unknown_axis" (id), "convention.unknown_party" (organisation), "convention.keeper_stays",
// "convention.needs_parties", "convention.needs_perimeter", "convention.needs_axis", "partners.unknown_organisation", those of
// base::clean().
[[nodiscard]] base::Result<Convention> set_changes(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                   std::vector<ChangeDraft> const& changes);

}  // namespace bassin::convention
