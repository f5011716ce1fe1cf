// An organisation as a request states it.
#pragma once

#include "partners/organisation.h"
#include "service/body.h"

namespace bassin::service {

// The territory becomes its code. Errors: those of Body and of territory_code().
[[nodiscard]] base::Result<partners::OrganisationValues> organisation_values(Body const& body, base::Date today);

}  // namespace bassin::service
