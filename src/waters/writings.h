// Where this module holds what people wrote: see access/writing.h.
#pragma once

#include <span>

#include "access/writing.h"

namespace bassin::waters {

[[nodiscard]] std::span<access::Writing const> writings();

}  // namespace bassin::waters
