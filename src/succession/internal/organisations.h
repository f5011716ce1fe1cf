// What a change of territory writes of organisations themselves: the first step out, the last one back.
#pragma once

#include <string>

#include "succession/change.h"

namespace bassin::succession::internal {

// New heirs are made, formers end or lose their communes, heirs gain them, agents get their roles, and what conventions open follows. Gives
// the plan with the ids of new heirs. What was there is kept with the change.
[[nodiscard]] base::Result<Plan> begin(sql::Session& session, access::Actor const& actor, base::Date today, TerritoryChange const& change);
// Names of organisations that are not as begin() left them; "": none.
[[nodiscard]] base::Result<std::string> changed_since(sql::Session& session, TerritoryChange const& change);
// As it was before begin(), but for what somebody changed since: the names of those organisations. An heir that begin() made ends and stays
// in the list; one with which records stay, or that has records of its own, goes on and is named, and so does one that had ended before.
[[nodiscard]] base::Result<std::string> end(sql::Session& session, access::Actor const& actor, TerritoryChange const& change);

// Drafts an amendment for the next convention that has to follow; false: there is none left. One that cannot be drafted is left to its
// parties where `by_hand`.
[[nodiscard]] base::Result<bool> draft_next(sql::Session& session, access::Actor const& actor, TerritoryChange const& change, bool by_hand);
// Titles of amendments that somebody wrote on; "": none.
[[nodiscard]] base::Result<std::string> amendments_written(sql::Session& session, TerritoryChange const& change);
// Those that nobody wrote on.
[[nodiscard]] base::Result<void> discard_amendments(sql::Session& session, access::Actor const& actor, TerritoryChange const& change);

}  // namespace bassin::succession::internal
