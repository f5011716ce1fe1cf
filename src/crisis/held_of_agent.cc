#include "crisis/held_of_agent.h"

namespace bassin::crisis {

namespace {

// Of what bears no organisation of its own, that which opened the crisis.
constexpr access::Held table[] = {
    {"crises",
     "select w.kind, o.name as organisation, count(*) as rows, min(substr(w.at, 1, 10)) as first_day, max(substr(w.at, 1, 10)) as last_day "
     "from (select 'damage_report' as kind, organisation as organisation, received_at as at from damage_report where agent = :agent union "
     "all select 'damage_report_settled' as kind, c.organisation as organisation, r.settled_at as at from damage_report r join crisis c on "
     "c.id = r.crisis where r.settled_by = :agent union all select 'crisis_step' as kind, organisation as organisation, at as at from "
     "crisis_step where agent = :agent union all select 'crisis' as kind, organisation as organisation, opened_at as at from crisis where "
     "opened_by = :agent union all select 'crisis_member' as kind, c.organisation as organisation, m.asked_at as at from crisis_member m "
     "join crisis c on c.id = m.crisis where m.asked_by = :agent union all select 'crisis_member' as kind, organisation as organisation, "
     "joined_at as at from crisis_member where joined_by = :agent union all select 'crisis_zone' as kind, c.organisation as organisation, "
     "z.drawn_at as at from crisis_zone z join crisis c on c.id = z.crisis where z.drawn_by = :agent union all select 'crisis_case' as "
     "kind, organisation as organisation, changed_at as at from crisis_case where agent = :agent union all select 'crisis_line' as kind, "
     "organisation as organisation, held_until as at from crisis_case where held_by = :agent union all select 'crisis_report' as kind, "
     "organisation as organisation, issued_at as at from crisis_report where agent = :agent union all select 'crisis_form' as kind, "
     "c.organisation as organisation, f.opened_at as at from crisis_form f join crisis c on c.id = f.crisis where f.opened_by = :agent "
     "union all select 'crisis_decree' as kind, null as organisation, added_at as at from crisis_decree where added_by = :agent union all "
     "select 'crisis_said' as kind, organisation as organisation, at as at from crisis_said where agent = :agent union all select "
     "'crisis_request' as kind, organisation as organisation, changed_at as at from crisis_request where agent = :agent union all select "
     "'crisis_template' as kind, organisation as organisation, changed_at as at from crisis_template where agent = :agent union all select "
     "'crisis_letter' as kind, organisation as organisation, asked_at as at from crisis_letter where asked_by = :agent union all select "
     "'crisis_report_file' as kind, c.organisation as organisation, f.asked_at as at from crisis_report_file f join crisis_report r on "
     "r.id = f.report join crisis c on c.id = r.crisis where f.asked_by = :agent union all select "
     "'crisis_after' as kind, organisation as organisation, changed_at as at from crisis_after where agent = :agent union all select "
     "'crisis_loss' as kind, organisation as organisation, at as at from crisis_loss where agent = :agent union all select 'crisis_action' "
     "as kind, organisation as organisation, changed_at as at from crisis_action where agent = :agent union all select 'crisis_help' "
     "as kind, organisation as organisation, changed_at as at from crisis_help where agent = :agent union all select "
     "'crisis_agreement' as kind, organisation as organisation, changed_at as at from crisis_agreement where agent = :agent union all "
     "select 'parcel_layer' as kind, organisation as organisation, taken_at as at from parcel_layer where taken_by = :agent union all "
     "select 'parcel_link' as kind, organisation as organisation, at as at from parcel_link where agent = :agent union all select "
     "'parcel_farm' as kind, organisation as organisation, given_at as at from parcel_farm where agent = :agent union all select "
     "'crisis_crossing' as kind, c.organisation as organisation, x.at as at from crisis_crossing x join crisis c on c.id = x.crisis "
     "where x.agent = :agent union all select 'crisis_lesson' as kind, organisation as organisation, changed_at as at from "
     "crisis_lesson where agent = :agent union all select 'crisis_merge' as kind, organisation as organisation, at as at from "
     "crisis_merge where agent = :agent union all select 'crisis_merge' as kind, organisation as organisation, at as at from "
     "crisis_apart where agent = :agent) w left join organisation o on o.id "
     "= w.organisation group by w.kind, o.name order by w.kind, o.name"},
};

}  // namespace

std::span<access::Held const> held_of_agent() { return table; }

}  // namespace bassin::crisis
