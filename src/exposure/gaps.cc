#include "exposure/gaps.h"

#include "base/id_table.h"
#include "base/months.h"

namespace bassin::exposure {

namespace {

constexpr std::array<std::string_view, gap_count> gap_ids{"no_contact", "insurance_unchecked", "no_plan", "not_in_touch", "unlocated"};
constexpr int months_in_touch = 12;

constexpr Gaps bit(Gap gap) { return static_cast<Gaps>(1U << static_cast<unsigned>(gap)); }

}  // namespace

std::string_view id_of(Gap gap) { return gap_ids[static_cast<std::size_t>(gap)]; }
std::optional<Gap> parse_gap(std::string_view id) { return base::parse_id<Gap>(gap_ids, id); }

Standing standing_of(Readiness const& noted) {
  Standing out;
  out.contact_named = noted.contact_word == ContactWord::named && noted.contact_kept;
  out.insurance = noted.insurance;
  out.plan = noted.plan;
  return out;
}

Gaps gaps_of(Standing const& it, base::Date today) {
  Gaps out = 0;
  if (!it.contact_named) out |= bit(Gap::no_contact);
  if (it.insurance == Insurance::unsaid || it.insurance == Insurance::unknown) out |= bit(Gap::insurance_unchecked);
  if (it.plan != Plan::yes && it.plan != Plan::in_progress) out |= bit(Gap::no_plan);
  if (!it.in_touch || *it.in_touch < base::plus_months(today, -months_in_touch)) out |= bit(Gap::not_in_touch);
  if (it.unlocated) out |= bit(Gap::unlocated);
  return out;
}

void Count::add(Standing const& it, Gaps missing) {
  ++total;
  if (it.contact_named) ++named;
  ++insurance[static_cast<std::size_t>(it.insurance)];
  ++plan[static_cast<std::size_t>(it.plan)];
  for (std::size_t gap = 0; gap < gap_count; ++gap)
    if (has(missing, static_cast<Gap>(gap))) ++gaps[gap];
}

}  // namespace bassin::exposure
