// What this module holds of an agent: access/held.h.
#pragma once

#include <span>

#include "access/held.h"

namespace bassin::exposure {

[[nodiscard]] std::span<access::Held const> held_of_agent();

}  // namespace bassin::exposure
