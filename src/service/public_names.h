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

// By SIRET or "local:" and an id, the name that anybody may read; one that has none, is masked, or that the reader's view lacks is left
// out. Without the store.
[[nodiscard]] base::Result<std::map<std::string, std::string>> public_names(CaseworkSource& source, access::Reader const& reader,
                                                                            std::vector<std::string> const& businesses);

}  // namespace bassin::service
