// A damage report as it is sent; openapi.yaml is the contract.
#pragma once

#include "crisis/damage_report.h"
#include "service/body.h"

namespace bassin::service {

// Id, typed, seenAt and answers. Errors: those of Body.
[[nodiscard]] base::Result<crisis::ReportFacts> report_in(Body const& body);

}  // namespace bassin::service
