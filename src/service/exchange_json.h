// Exchanges as answers tell them.
#pragma once

#include <vector>

#include "service/casework_names.h"
#include "support/exchanges.h"

namespace bassin::service {

// Schema Exchange; each as far as the reader is opened it.
[[nodiscard]] base::Result<Json> exchanges_json(sql::Session& session, access::Reader const& reader,
                                                std::vector<support::SeenExchange> const& all);

}  // namespace bassin::service
