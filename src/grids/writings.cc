#include "grids/writings.h"

#include <array>

namespace bassin::grids {

std::span<access::Writing const> writings() {
  static std::array<access::Writing, 4> const table = {{
      {"grid", "grid r", "r.organisation", "r.id", "''", "r.changed_at", "''", {"r.title", "r.authority", "r.description"}},
      {"grid",
       "grid_heading h join grid r on r.id = h.grid",
       "r.organisation",
       "r.id",
       "''",
       "h.changed_at",
       "''",
       {"h.title", "h.description"}},
      {"grid",
       "grid_indicator i join grid_heading h on h.id = i.heading join grid r on r.id = h.grid",
       "r.organisation",
       "r.id",
       "''",
       "i.changed_at",
       "''",
       {"i.label", "i.unit", "i.method"}},
      {"entered", "grid_value r", "r.organisation", "r.id", "''", "r.on_day", "''", {"r.evidence", "r.link"}},
  }};
  return table;
}

}  // namespace bassin::grids
