// What river levels hold of an agent: see access/held.h.
#pragma once

#include <span>

#include "access/held.h"

namespace bassin::waters {

[[nodiscard]] std::span<access::Held const> held_of_agent();

}  // namespace bassin::waters
