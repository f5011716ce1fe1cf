// Conventions that bind an organisation, with whom and where: for who changes its territory.
#pragma once

#include <string>
#include <vector>

#include "convention/convention.h"

namespace bassin::convention {

struct Bound {
  Convention convention;
  std::vector<std::string> parties;   // that have not left by that day
  std::vector<std::string> communes;  // of the perimeter on that day; codes, sorted
};
// Those to which it is a party on that day or later, drafts too; neither amendments nor what is over or abandoned. In three statements.
[[nodiscard]] base::Result<std::vector<Bound>> bound_on(sql::Session& session, std::string const& organisation, base::Date day);

}  // namespace bassin::convention
