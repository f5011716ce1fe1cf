// Where crises and their damage reports hold what people wrote: see access/writing.h.
#pragma once

#include <span>

#include "access/writing.h"

namespace bassin::crisis {

[[nodiscard]] std::span<access::Writing const> writings();

}  // namespace bassin::crisis
