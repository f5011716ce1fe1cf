#include "access/held.h"

#include "sql/session.h"

namespace bassin::access {

namespace {

constexpr Held trail[] = {
    {"deeds",
     "select action, kind, count(*) as rows, min(substr(at, 1, 10)) as first_day, max(substr(at, 1, 10)) as last_day from audit where "
     "agent = :agent group by action, kind order by action, kind"},
    {"account_trail",
     "select at, action, place, before_values as before, after_values as after, note from audit where kind = 'agent' and record = :agent "
     "order by at desc, id desc limit 1000"},
};

}  // namespace

std::span<Held const> held_in_trail() { return trail; }

base::Result<std::vector<HeldPart>> read_held(sql::Session& session, std::span<Held const> parts, std::string const& agent) {
  std::vector<HeldPart> out;
  for (auto const& part : parts) {
    BASSIN_TRY(auto rows, session.rows(part.statement, {{"agent", agent}}));
    if (rows.empty()) continue;
    if (rows.size() > held_most) rows.erase(rows.begin() + held_most, rows.end());
    auto& told = out.emplace_back(HeldPart{std::string(part.part), {rows[0].names().begin(), rows[0].names().end()}, {}});
    for (auto const& row : rows) told.rows.push_back(row.cells());
  }
  return out;
}

}  // namespace bassin::access
