// The figures of a report: what a convention's partners did in a period.
#pragma once

#include "convention/reading.h"
#include "service/convention_work.h"

namespace bassin::service {

// Schema ReportFigures. It names organisations, actions and what committees decided, and no business and no agent. Errors: those of the
// store and of the register.
[[nodiscard]] base::Result<Json> report_figures(sql::Session& session, Call const& call, convention::Text text,
                                                convention::Period const& period);

}  // namespace bassin::service
