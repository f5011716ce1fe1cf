#include "crisis/writings.h"

#include <array>

namespace bassin::crisis {

std::span<access::Writing const> writings() {
  static std::array<access::Writing, 7> const table = {{
      {"crisis", "crisis r", "r.organisation", "r.id", "''", "r.opened_at", "''", {"r.title", "r.description"}},
      {"crisis", "crisis_zone z join crisis r on r.id = z.crisis", "r.organisation", "r.id", "''", "z.drawn_at", "''", {"z.note"}},
      {"crisis_case",
       "crisis_step s join crisis_case r on r.id = s.record",
       "s.organisation",
       "r.id",
       "r.business",
       "s.at",
       "''",
       {"s.why"}},
      {"crisis", "crisis_report s join crisis r on r.id = s.crisis", "s.organisation", "r.id", "''", "s.issued_at", "''", {"s.words"}},
      {"crisis_request",
       "crisis_request r join crisis_case k on k.id = r.record",
       "r.organisation",
       "r.id",
       "k.business",
       "r.changed_at",
       "''",
       {"r.name", "r.note"}},
      {"crisis_case",
       "crisis_letter l join crisis_case r on r.id = l.record",
       "l.organisation",
       "r.id",
       "r.business",
       "l.asked_at",
       "''",
       {"l.title"}},
      {"crisis_template", "crisis_template r", "r.organisation", "r.id", "''", "r.changed_at", "''", {"r.title", "r.text"}},
  }};
  return table;
}

}  // namespace bassin::crisis
