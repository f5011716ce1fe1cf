// The work of a period as a report tells it: as a whole and by axis, action, partner, kind and month. Pure.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "convention/action.h"
#include "convention/ledger.h"

namespace bassin::convention {

struct Figures {
  Tally whole;
  std::map<std::string, Tally> by_axis, by_action, by_organisation, by_kind;
  std::map<std::string, Tally> by_month;                                   // "2018-04"
  std::map<std::pair<std::string, std::string>, std::int64_t> minutes_of;  // action, organisation
};

// `work`: within the period, as work_of() answers it. A business stands in each group that it has work in.
[[nodiscard]] Figures figures_of(std::vector<Contribution> const& work, std::vector<Action> const& actions, KeyOf const& keys);

}  // namespace bassin::convention
