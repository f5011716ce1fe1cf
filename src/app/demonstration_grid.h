// The objectives contract of the demonstration's chamber of trades: a small grid over the same year of work.
#pragma once

#include <map>
#include <string>

#include "access/act.h"
#include "base/date.h"
#include "base/result.h"

namespace bassin::sql {
class Session;
}

namespace bassin::app {

// `act`: of the chamber's coordinator; `actions`: ids by their code (app/demonstration_actions.h).
[[nodiscard]] base::Result<void> add_demonstration_grid(sql::Session& session, access::Act const& act,
                                                        std::map<std::string, std::string> const& actions, base::Date today);

}  // namespace bassin::app
