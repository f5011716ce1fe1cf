#include "convention/figures.h"

namespace bassin::convention {

Figures figures_of(std::vector<Contribution> const& work, std::vector<Action> const& actions, KeyOf const& keys) {
  Figures out;
  out.whole = tally(work, keys);
  out.by_action = tally_by(work, By::action, keys);
  out.by_organisation = tally_by(work, By::organisation, keys);
  out.by_kind = tally_by(work, By::kind, keys);
  out.by_month = tally_by(work, By::month, keys);
  std::map<std::string, std::string> axis_of;
  for (auto const& it : actions) axis_of[it.id] = it.sheet.axis;
  out.by_axis = tally_by(
      work,
      [&](Contribution const& row) {
        auto const found = axis_of.find(row.action);
        return found == axis_of.end() ? std::string() : found->second;
      },
      keys);
  for (auto const& row : work) out.minutes_of[{row.action, row.organisation}] += row.minutes;
  return out;
}

}  // namespace bassin::convention
