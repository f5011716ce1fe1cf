// Signing an amendment, and what it shares with drafts.
#pragma once

#include <string>
#include <vector>

#include "convention/amendment.h"

namespace bassin::convention::internal {

// Refuses an amendment that changes nothing, or on which a party of its convention has not voted, and carries it out: called by the
// transaction that signs it. Errors: "convention.needs_change", "convention.needs_all_parties" (organisation: its name),
// "convention.changed_meanwhile", "convention.wrong_status" (status) of a convention that is not in force any more.
[[nodiscard]] base::Result<void> amend(sql::Session& session, Act const& act, Convention const& amendment);

// A change for the text as it stands. Errors: those of set_changes().
[[nodiscard]] base::Result<Change> made_for(Text& text, ChangeDraft const& draft);
// More than one of the same thing would make their order matter.
[[nodiscard]] base::Result<void> refuse_twice(std::vector<Change> const& changes);

// What is given is written; checked as a whole.
[[nodiscard]] base::Result<void> apply_text(Convention& convention, TextChange const& change);
[[nodiscard]] base::Result<void> clean_axis(Axis& axis);

}  // namespace bassin::convention::internal
