// Where conventions hold what people wrote: see access/writing.h.
#pragma once

#include <span>

#include "access/writing.h"

namespace bassin::convention {

[[nodiscard]] std::span<access::Writing const> writings();

}  // namespace bassin::convention
