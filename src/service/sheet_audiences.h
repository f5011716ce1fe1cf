// What of the register takes part when the rows of a reader's file are matched.
#pragma once

#include <string>
#include <vector>

#include "matching/matching.h"

namespace bassin::service {

struct Call;

// Whose names and addresses take part for the reader of the call; of a place outside the territory what anybody sees.
[[nodiscard]] matching::Audiences matching_audiences(Call const& call);
// Codes of the reader's communes, sorted.
[[nodiscard]] std::vector<std::string> const& home_of(Call const& call);

}  // namespace bassin::service
