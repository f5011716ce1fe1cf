// What the coordinator of the demonstration keeps of its year: values of indicators that no work counts, a sitting of the steering
// committee, and the report as a draft.
#pragma once

#include <string>
#include <vector>

#include "convention/convention.h"

namespace bassin::app {

// `coordinator`: of the organisation that keeps the convention; `organisations`: its parties, in their order, of the intercommunality and
// the three chambers.
[[nodiscard]] base::Result<void> add_demonstration_report(sql::Session& session, convention::Act const& coordinator,
                                                          std::string const& convention, std::vector<std::string> const& organisations,
                                                          base::Date today);

}  // namespace bassin::app
