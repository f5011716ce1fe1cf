#include "support/held_of_agent.h"

namespace bassin::support {

namespace {

constexpr access::Held table[] = {
    {"written",
     "select w.kind, o.name as organisation, count(*) as rows, min(substr(w.day, 1, 10)) as first_day, max(substr(w.day, 1, 10)) as "
     "last_day from (select 'exchange' as kind, organisation as organisation, on_day as day from exchange where agent = :agent "
     "union all select 'need' as kind, organisation as organisation, created_at as day from need where agent = :agent union all "
     "select 'need_step' as kind, organisation as organisation, at as day from need_step where agent = :agent union all select "
     "'follow_up_step' as kind, organisation as organisation, at as day from follow_up_step where agent = :agent union all select "
     "'reminder' as kind, organisation as organisation, created_at as day from reminder where created_by = :agent union all select "
     "'contact' as kind, organisation as organisation, created_at as day from contact where created_by = :agent union all select "
     "'opposition' as kind, organisation as organisation, created_at as day from opposition where created_by = :agent union all "
     "select 'project' as kind, organisation as organisation, created_at as day from project where created_by = :agent union all "
     "select 'local_business' as kind, organisation as organisation, created_at as day from local_business where created_by = "
     ":agent union all select 'correction' as kind, organisation as organisation, created_at as day from correction where "
     "created_by = :agent union all select 'campaign' as kind, organisation as organisation, created_at as day from campaign where "
     "created_by = :agent union all select 'import' as kind, organisation as organisation, created_at as day from sheet_import "
     "where created_by = :agent union all select 'document' as kind, organisation as organisation, created_at as day from document "
     "where agent = :agent union all select 'contribution' as kind, organisation as organisation, on_day as day from contribution "
     "where agent = :agent) w left join organisation o on o.id = w.organisation group by w.kind, o.name order by w.kind, o.name"},
    {"lists",
     "select 'selection' as kind, name, query, created_at from selection where agent = :agent union all select 'zone', name, '', "
     "created_at from zone where agent = :agent union all select 'portfolio', name, '', created_at from portfolio where agent = "
     ":agent order by 1, 2"},
    {"readings",
     "select 'contact' as kind, count(*) as rows, min(day) as first_day, max(day) as last_day from contact_read where agent = "
     ":agent having count(*) > 0"},
};

}  // namespace

std::span<access::Held const> held_of_agent() { return table; }

}  // namespace bassin::support
