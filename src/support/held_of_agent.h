// What casework holds of an agent: see access/held.h. How much they wrote of each kind; the records themselves are the organisation's.
#pragma once

#include <span>

#include "access/held.h"

namespace bassin::support {

[[nodiscard]] std::span<access::Held const> held_of_agent();

}  // namespace bassin::support
