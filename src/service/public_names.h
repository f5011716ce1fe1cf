// Names of businesses for what leaves the application.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/result.h"

namespace bassin::access {
struct Reader;
}

namespace bassin::service {

class CaseworkSource;

// By SIRET or "local:" and an id, the name that the register shows to anybody, whatever partners corrected; a business that has none, is
// masked, or that the register lacks is left out. Without the store.
[[nodiscard]] base::Result<std::map<std::string, std::string>> public_names(CaseworkSource& source, access::Reader const& reader,
                                                                            std::vector<std::string> const& businesses);

}  // namespace bassin::service
