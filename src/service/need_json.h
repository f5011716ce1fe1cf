// Needs as answers.
#pragma once

#include <string>
#include <vector>

#include "service/casework_names.h"
#include "support/needs.h"

namespace bassin::service {

// Schema Need; each as far as the reader is opened it.
[[nodiscard]] base::Result<Json> needs_json(sql::Session& session, access::Reader const& reader, base::Date today,
                                            std::vector<support::SeenNeed> const& needs);

}  // namespace bassin::service
