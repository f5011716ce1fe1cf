#include "crisis/held_of_agent.h"

namespace bassin::crisis {

namespace {

constexpr access::Held table[] = {
    {"crises",
     "select w.kind, o.name as organisation, count(*) as rows, min(substr(w.at, 1, 10)) as first_day, max(substr(w.at, 1, 10)) as last_day "
     "from (select 'damage_report' as kind, organisation as organisation, received_at as at from damage_report where agent = :agent union "
     "all select 'crisis_step' as kind, organisation as organisation, at as at from crisis_step where agent = :agent) w left join "
     "organisation o on o.id = w.organisation group by w.kind, o.name order by w.kind, o.name"},
};

}  // namespace

std::span<access::Held const> held_of_agent() { return table; }

}  // namespace bassin::crisis
