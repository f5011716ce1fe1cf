// The trace that each export leaves in the audit trail.
#pragma once

#include "service/export.h"

namespace bassin::partners {
struct Desk;
}

namespace bassin::service {

// Who exported what, by which filter, how many rows. Errors: those of the store.
[[nodiscard]] base::Result<void> record_export(partners::Desk const& desk, Call const& call, ExportRecord const& record);

}  // namespace bassin::service
