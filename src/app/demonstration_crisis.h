// The third day of a flood of the Grand Morin on the fictitious territory, as its crisis cell left it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/demonstration_work.h"

namespace bassin::app {

struct CrisisDone {
  std::size_t cases = 0, worked = 0;  // on the list; of them those somebody did something about
};

// Opened by the first coordinator's organisation; every organisation with a coordinator is in its room. Drawn from one seed: the same
// establishments give the same days. Errors: those of crisis.
[[nodiscard]] base::Result<CrisisDone> add_demonstration_crisis(sql::Store& store, std::shared_ptr<query::View const> view,
                                                                std::vector<DemonstrationAgent> const& agents);

}  // namespace bassin::app
