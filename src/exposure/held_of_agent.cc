#include "exposure/held_of_agent.h"

namespace bassin::exposure {

namespace {

constexpr access::Held table[] = {
    {"exposure",
     "select w.kind, o.name as organisation, count(*) as rows, min(substr(w.at, 1, 10)) as first_day, max(substr(w.at, 1, 10)) as last_day "
     "from (select 'hazard_layer' as kind, organisation, created_at as at from hazard_layer where created_by = :agent union all select "
     "'hazard_layer' as kind, organisation, imported_at as at from hazard_layer where imported_by = :agent and edition > 1 union all "
     "select "
     "'readiness' as kind, organisation, contact_at as at from exposure_readiness where contact_by = :agent union all select 'readiness' "
     "as kind, organisation, insurance_at as at from exposure_readiness where insurance_by = :agent union all select 'readiness' as kind, "
     "organisation, plan_at as at from exposure_readiness where plan_by = :agent union all select 'readiness' as kind, organisation, "
     "remark_at as at from exposure_readiness where remark_by = :agent) w left join organisation o on o.id = w.organisation group by "
     "w.kind, o.name order by w.kind, o.name"},
};

}  // namespace

std::span<access::Held const> held_of_agent() { return table; }

}  // namespace bassin::exposure
