#include "grids/work.h"

#include "sql/session.h"

namespace bassin::grids {

namespace {

using base::Result;

// The theme of a record that is gone is known to nobody any more.
constexpr std::string_view in_the_ledger = R"(
select c.source_kind, c.source, c.action, c.business, c.commune, c.kind, c.on_day, c.minutes,
  coalesce(e.theme, n.theme, f.theme, p.kind) as theme
from contribution c
left join exchange e on c.source_kind = 'exchange' and e.id = c.source
left join need n on c.source_kind in ('need', 'need_taken') and n.id = c.source
left join follow_up f on c.source_kind = 'follow_up' and f.id = c.source
left join project p on c.source_kind in ('project', 'project_settled') and p.id = c.source
where c.organisation = :organisation and c.on_day >= :from_day and c.on_day <= :to_day and c.ended_at is null)";

// What the ledger holds is left out: it says whose work that is. A need is taken by each who accepts it, and stands in the ledger as the
// work of the last one who named an action: what the others named is what the ledger said of them before. A campaign stands in no ledger.
// The opening of a follow-up stays the work of who handed it over first.
constexpr std::string_view in_no_ledger = R"(
select 'exchange' as source_kind, e.id as source, '' as action, e.business, e.commune, e.way as kind, e.on_day, e.minutes, e.theme
from exchange e
where e.organisation = :organisation and e.on_day >= :from_day and e.on_day <= :to_day and not exists (select 1 from contribution c
  where c.source_kind = 'exchange' and c.source = e.id and c.ended_at is null)
union all
select 'need', n.id, '', n.business, n.commune, 'need', substr(n.created_at, 1, 10), 0, n.theme
from need n
where n.organisation = :organisation and n.created_at >= :from_day and substr(n.created_at, 1, 10) <= :to_day and not exists (select 1
  from contribution c where c.source_kind = 'need' and c.source = n.id and c.ended_at is null)
union all
select 'need_taken', t.id, coalesce((select b.action from contribution b where b.source_kind = 'need_taken' and b.ended_at is not null and
  b.source = t.id and b.organisation = :organisation order by b.stated_at desc, b.id desc limit 1), ''),
  n.business, n.commune, 'need_taken', t.on_day, 0, n.theme
from (select s.need as id, substr(min(s.at), 1, 10) as on_day from need_step s where s.organisation = :organisation and
  s.what = 'accepted' and s.what in ('accepted', 'closed') group by s.need) t
join need n on n.id = t.id
where t.on_day >= :from_day and t.on_day <= :to_day and not exists (select 1 from contribution c where c.source_kind = 'need_taken' and
  c.source = t.id and c.organisation = :organisation and c.ended_at is null)
union all
select 'follow_up', f.id, '', f.business, f.commune, 'follow_up', f.opened_on, 0, f.theme
from follow_up f
where (f.organisation = :organisation or f.id in (select h.follow_up from follow_up_step h where h.organisation = :organisation and
  h.what = 'handed_over' and h.what in ('opened', 'handed_over', 'closed'))) and coalesce((select h.organisation from follow_up_step h
  where h.follow_up = f.id and h.what = 'handed_over' order by h.at, h.id limit 1), f.organisation) = :organisation
  and f.opened_on >= :from_day and f.opened_on <= :to_day and not exists (select 1 from contribution c
  where c.source_kind = 'follow_up' and c.source = f.id and c.ended_at is null)
union all
select 'project', p.id, '', 'project:' || p.id, p.commune, 'project', p.opened_on, 0, p.kind
from project p
where p.organisation = :organisation and p.opened_on >= :from_day and p.opened_on <= :to_day and not exists (select 1 from contribution c
  where c.source_kind = 'project' and c.source = p.id and c.ended_at is null)
union all
select 'project_settled', p.id, '', 'project:' || p.id, p.commune, 'project_settled', p.closed_on, 0, p.kind
from project p
where p.organisation = :organisation and p.outcome = 'settled' and p.closed_on >= :from_day and p.closed_on <= :to_day and not exists
  (select 1 from contribution c where c.source_kind = 'project_settled' and c.source = p.id and c.ended_at is null)
union all
select 'campaign', m.id, coalesce(m.action, ''), '', '', 'campaign', m.starts_on, 0, m.theme
from campaign m
where m.organisation = :organisation and m.state <> 'preparing' and m.starts_on >= :from_day and m.starts_on <= :to_day)";

Piece piece_of(sql::Row const& row, std::string const& organisation) {
  return {{row.text("source_kind"), row.text("source")},
          {row.text("action"), organisation, "", row.optional_text("business").value_or(""), row.optional_text("commune").value_or(""),
           row.text("kind"), base::parse_date(row.text("on_day")).value_or(base::Date{}), row.integer("minutes")},
          row.optional_text("theme").value_or("")};
}

}  // namespace

Result<std::vector<Piece>> work_of_organisation(sql::Session& session, std::string const& organisation, convention::Period const& period) {
  std::vector<Piece> out;
  for (auto const statement : {in_the_ledger, in_no_ledger}) {
    BASSIN_TRY(auto const rows,
               session.rows(statement, {{"organisation", organisation}, {"from_day", to_iso(period.from)}, {"to_day", to_iso(period.to)}}));
    out.reserve(out.size() + rows.size());
    for (auto const& row : rows) out.push_back(piece_of(row, organisation));
  }
  return out;
}

}  // namespace bassin::grids
