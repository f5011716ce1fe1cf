// What the indicators of a convention come to in a period, as an answer.
#pragma once

#include <string>

#include "convention/convention.h"
#include "convention/reading.h"
#include "service/casework_call.h"

namespace bassin::service {

// That of ?from= and ?to=; else the year of today while the convention runs, and its whole term before and after. Errors:
// "query.bad_value".
[[nodiscard]] base::Result<convention::Period> period_of(Call const& call, convention::Convention const& convention);

// Schema Indicators. `action`: those of one action; "": all. Errors: those of find_convention(), of the store and of the register.
[[nodiscard]] base::Result<Json> indicators_answer(sql::Session& session, Call const& call, std::string const& convention,
                                                   std::string const& action);

}  // namespace bassin::service
