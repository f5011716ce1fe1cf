// What a convention opens to those who inherit communes of its parties, written beside what it opens to the parties.
#pragma once

#include <string>
#include <vector>

#include "access/sharing.h"
#include "convention/convention.h"

namespace bassin::convention::internal {

struct Opened {
  std::vector<Party> const& parties;
  std::vector<access::Grant> const& grants;
  std::vector<access::SharedPlace> const& places;
};
[[nodiscard]] base::Result<void> write_substitutes(sql::Session& session, std::string const& convention, Opened const& opened);

}  // namespace bassin::convention::internal
