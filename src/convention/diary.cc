#include "convention/diary.h"

#include <algorithm>
#include <map>

#include "convention/internal/records.h"
#include "convention/internal/values.h"

namespace bassin::convention {

namespace {

using base::Result;

base::Date due_day(sql::Row const& row, std::string_view column) { return base::parse_date(row.text(column)).value_or(base::Date{}); }

}  // namespace

Result<std::vector<DiarySitting>> sittings_from(sql::Session& session, access::Reader const& reader, base::Date from) {
  BASSIN_TRY(auto const rights, rights_of(session, reader));
  BASSIN_TRY(
      auto const rows,
      session.rows("select s.id, s.convention, c.title, s.committee, s.on_day, s.place, s.version, s.changed_at from "
                   "committee_sitting s join convention c on c.id = s.convention where s.on_day >= :from and c.status <> 'abandoned' "
                   "and exists (select 1 from convention_party p where p.convention = c.id and :lineage like '%,' || "
                   "p.organisation || ',%' and (p.left_on is null or p.left_on >= s.on_day)) and (:all = 1 or exists (select 1 from "
                   "committee_attendee t join agent a on a.name = t.person where t.sitting = s.id and a.id = :agent and :lineage "
                   "like '%,' || t.organisation || ',%')) order by s.on_day, s.id limit 200",
                   {{"from", to_iso(from)},
                    {"lineage", internal::list_of(rights.organisations)},
                    {"all", rights.in_charge ? 1 : 0},
                    {"agent", reader.agent}}));
  std::vector<DiarySitting> out;
  for (auto const& row : rows) {
    out.push_back({row.text("id"), row.text("convention"), row.text("title"),
                   parse_committee(row.text("committee")).value_or(Committee::steering), due_day(row, "on_day"), row.text("place"),
                   row.integer("version"), row.text("changed_at")});
  }
  return out;
}

Result<std::vector<DiaryMilestone>> milestones_led(sql::Session& session, access::Reader const& reader) {
  BASSIN_TRY(auto const rights, rights_of(session, reader));
  BASSIN_TRY(auto const rows,
             session.rows("select a.id, a.code, a.title, a.convention, m.label, m.due_on, m.done_on, a.version, a.changed_at from action a "
                          "join action_milestone m on m.action = a.id where a.pilot = :agent and a.progress not in ('done', 'dropped') and "
                          "exists (select 1 from convention_party p where p.convention = a.convention and :lineage like '%,' || "
                          "p.organisation || ',%') order by a.id, m.place",
                          {{"agent", reader.agent}, {"lineage", internal::list_of(rights.organisations)}}));
  std::vector<DiaryMilestone> out;
  std::map<std::pair<std::string, std::string>, std::size_t> known;
  for (auto const& row : rows) {
    auto const alike = known[{row.text("id"), row.text("label")}]++;
    if (row.null("due_on") || !row.null("done_on")) continue;
    out.push_back({row.text("id"), row.text("code"), row.text("title"), row.text("convention"), row.text("label"), alike,
                   due_day(row, "due_on"), row.integer("version"), row.text("changed_at")});
  }
  std::stable_sort(out.begin(), out.end(), [](auto const& a, auto const& b) { return a.due_on < b.due_on; });
  return out;
}

}  // namespace bassin::convention
