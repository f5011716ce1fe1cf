// What a reader may do with documents attached to a convention, an action sheet, a sitting, an entered value or a report.
#pragma once

#include "convention/convention.h"
#include "documents/documents.h"

namespace bassin::convention {

// Who reads the record reads its documents; without personal data, those that are marked as holding nothing on persons. Who may change it
// attaches; to the convention itself every party's coordinators and administrators, for its deliberation and what it signed. Errors:
// "convention.unknown" (id), "convention.unknown_action", "convention.unknown_sitting", "convention.unknown_value",
// "convention.unknown_report" (id).
[[nodiscard]] base::Result<documents::Standing> standing_with(sql::Session& session, access::Reader const& reader,
                                                              documents::Subject const& subject);

}  // namespace bassin::convention
