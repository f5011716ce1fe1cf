// A year of work of the demonstration's partners: a signed convention, its actions and indicators, exchanges, needs, reminders, contacts,
// follow-ups and projects.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace bassin::sql {
class Store;
}
namespace bassin::query {
class View;
}

namespace bassin::app {

// Who works, by their place in the demonstration.
struct DemonstrationAgent {
  std::string id, organisation;
  std::size_t partner = 0;
  bool coordinates = false;
};

struct WorkDone {
  std::size_t actions = 0, exchanges = 0, needs = 0, reminders = 0, contacts = 0, follow_ups = 0, projects = 0;
};

// In the year up to `today`, drawn from one seed: the same establishments give the same work. The convention is kept by the organisation of
// the first coordinator; each of the four partners has an agent who works with businesses. Errors: those of the modules that keep it.
[[nodiscard]] base::Result<WorkDone> add_demonstration_work(sql::Store& store, std::shared_ptr<query::View const> view,
                                                            std::vector<std::string> const& organisations,
                                                            std::vector<DemonstrationAgent> const& agents, base::Date today);

}  // namespace bassin::app
