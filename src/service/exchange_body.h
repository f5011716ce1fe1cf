// What an agent writes of an exchange, in the body of a request.
#pragma once

#include "service/body.h"
#include "support/exchanges.h"

namespace bassin::service {

// Errors: "service.bad_field".
[[nodiscard]] base::Result<support::ExchangeFacts> exchange_facts_in(Body const& body);

}  // namespace bassin::service
