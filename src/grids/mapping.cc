#include "grids/mapping.h"

#include <algorithm>

#include "partners/organisation.h"
#include "sql/listed.h"
#include "sql/session.h"

namespace bassin::grids {

using base::Result;

Result<std::vector<MappableAction>> mappable_actions(sql::Session& session, access::Reader const& reader, std::string const& id) {
  BASSIN_TRY(auto const seen, find_grid(session, reader, id));
  BASSIN_TRY(auto const lineage, partners::lineage_of(session, seen.grid.organisation));
  auto const listed = sql::listed(lineage);
  auto values = listed.values;
  values.emplace_back("ends_on", to_iso(seen.grid.facts.ends_on));
  BASSIN_TRY(
      auto const rows,
      session.rows("select a.id, a.code, a.title, x.title as axis, c.id as convention, c.title as convention_title from action a join "
                   "convention c on c.id = a.convention join convention_axis x on x.id = a.axis where c.status <> 'abandoned' and "
                   "coalesce(c.starts_on, :ends_on) <= :ends_on and exists (select 1 from convention_party p where p.convention = c.id and "
                   "p.organisation in " +
                       listed.places + ") order by c.starts_on desc, c.id desc",
                   sql::Session::Values(values)));
  std::vector<MappableAction> out;
  for (auto const& row : rows)
    out.push_back(
        {row.text("id"), row.text("code"), row.text("title"), row.text("axis"), row.text("convention"), row.text("convention_title")});
  for (auto begin = out.begin(); begin != out.end();) {
    auto const end = std::find_if(begin, out.end(), [&](MappableAction const& it) { return it.convention != begin->convention; });
    std::sort(begin, end, [](auto const& one, auto const& two) { return comes_before(one.code, two.code); });
    begin = end;
  }
  return out;
}

}  // namespace bassin::grids
