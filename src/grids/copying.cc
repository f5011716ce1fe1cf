#include <algorithm>
#include <map>

#include "base/uuid.h"
#include "grids/grid.h"
#include "grids/indicator.h"
#include "grids/internal/grid_rows.h"

namespace bassin::grids {

namespace {

using base::Result;

// Upper ones first, so that those below them find them.
Result<std::map<std::string, std::string>> copy_headings(sql::Session& session, Act const& act, std::string const& from, Grid const& to) {
  BASSIN_TRY(auto headings, headings_of(session, act.reader, from));
  std::map<std::string, std::string> made;
  for (auto& it : headings) {
    auto const former = it.id;
    it.id = made[former] = base::new_uuid();
    it.grid = to.id;
    if (!it.facts.parent.empty()) it.facts.parent = made.at(it.facts.parent);
    it.version = 1;
    it.created_at = it.changed_at = to.created_at;
    it.created_by = to.created_by;
    BASSIN_DO(internal::insert(session, it));
  }
  return made;
}

convention::IndicatorFacts moved(convention::IndicatorFacts facts, int years) {
  std::map<int, double> targets;
  for (auto const& [year, target] : facts.targets) targets.emplace(year + years, target);
  facts.targets = std::move(targets);
  return facts;
}

}  // namespace

Result<Grid> copy_grid(sql::Session& session, Act const& act, std::string const& id, GridFacts const& facts) {
  BASSIN_TRY(auto const former, internal::enterable(session, act.reader, id));
  BASSIN_TRY(auto made, add_grid(session, act, facts));
  made.previous = id;
  BASSIN_DO(session.run("update grid set previous = :previous where id = :id", {{"previous", id}, {"id", made.id}}));
  BASSIN_TRY(auto const headings, copy_headings(session, act, id, made));
  BASSIN_TRY(auto indicators, heading_indicators().read(session, internal::under_headings, id));
  int const years = base::year_of(made.facts.starts_on) - base::year_of(former.facts.starts_on);
  for (auto& it : indicators) {
    it.id = base::new_uuid();
    it.owner = headings.at(it.owner);
    it.facts = moved(std::move(it.facts), years);
    it.version = 1;
    it.created_at = it.changed_at = made.created_at;
    it.created_by = made.created_by;
    BASSIN_DO(heading_indicators().insert(session, it));
  }
  BASSIN_DO(access::record(session, act, "grid.copied", "grid", made.id, internal::json_of(former), internal::json_of(made)));
  return made;
}

}  // namespace bassin::grids
