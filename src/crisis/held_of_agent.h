// What crises hold of an agent: see access/held.h.
#pragma once

#include <span>

#include "access/held.h"

namespace bassin::crisis {

[[nodiscard]] std::span<access::Held const> held_of_agent();

}  // namespace bassin::crisis
