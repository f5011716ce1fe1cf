// A part of a crisis's list as JSON, for who takes it along.
#pragma once

#include <cstddef>
#include <string>

#include "service/casework_call.h"

namespace bassin::service {

struct WalkPart {
  std::string commune, street;  // ""
  std::string agent;            // who has them in hand; ""
};
// Schema CrisisCase of each, in the order of the walk. Errors: those of crisis_rows(), "crisis.extract_too_large" (found, allowed).
[[nodiscard]] base::Result<Json> walk_json(Call const& call, Casework const& casework, std::string const& crisis, WalkPart const& part,
                                           std::size_t most);

}  // namespace bassin::service
