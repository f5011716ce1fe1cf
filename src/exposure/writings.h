// Where what is noted before a flood holds what people wrote: see access/writing.h.
#pragma once

#include <span>

#include "access/writing.h"

namespace bassin::exposure {

[[nodiscard]] std::span<access::Writing const> writings();

}  // namespace bassin::exposure
