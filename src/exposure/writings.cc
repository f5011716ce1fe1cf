#include "exposure/writings.h"

#include <array>

namespace bassin::exposure {

std::span<access::Writing const> writings() {
  static std::array<access::Writing, 2> const table = {{
      {"readiness", "exposure_readiness r", "r.organisation", "r.id", "r.business", "r.changed_at", "''", {"r.remark"}},
      {"hazard_layer", "hazard_layer r", "r.organisation", "r.id", "''", "r.changed_at", "''", {"r.name", "r.source"}},
  }};
  return table;
}

}  // namespace bassin::exposure
