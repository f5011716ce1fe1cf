// Rows of an import as the API tells them, with the businesses that they may mean.
#pragma once

#include <vector>

#include "service/context.h"
#include "support/imports.h"

namespace bassin::service {

struct Call;

// Errors: "service.not_ready", "image.damaged".
[[nodiscard]] base::Result<Json> import_rows_json(Call const& call, std::vector<support::ImportRow> const& rows);

}  // namespace bassin::service
