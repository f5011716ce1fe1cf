// What an agent writes of an exchange, in the body of a request.
#pragma once

#include "service/body.h"
#include "service/casework_call.h"
#include "support/exchanges.h"

namespace bassin::service {

// Errors: "service.bad_field".
[[nodiscard]] base::Result<support::ExchangeFacts> exchange_facts_in(Body const& body);

// The last day of which one may be: in France, where summer is two hours ahead, the next day has begun before the server's own.
[[nodiscard]] base::Date latest_day(Call const& call, support::Act const& act);

}  // namespace bassin::service
