// Findings as records hold them, whoever asks.
#pragma once

#include <string>

#include "crisis/findings.h"
#include "crisis/internal/case_rows.h"

namespace bassin::crisis::internal {

[[nodiscard]] base::Result<Findings> findings_in(sql::Session& session, std::string const& crisis, base::Instant now);

}  // namespace bassin::crisis::internal
