// Where casework holds what people wrote: see access/writing.h.
#pragma once

#include <span>

#include "access/writing.h"

namespace bassin::support::internal {

[[nodiscard]] std::span<access::Writing const> writings();

}  // namespace bassin::support::internal
