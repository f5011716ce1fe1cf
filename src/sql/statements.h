// How often the store is asked.
#pragma once

#include <cstdint>

namespace bassin::sql {

// Statements that this thread has asked of any store so far: what a piece of work takes is the difference.
[[nodiscard]] std::uint64_t statements_asked();

}  // namespace bassin::sql
