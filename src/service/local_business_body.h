// A business that the register lacks, as the API takes and gives it.
#pragma once

#include "service/context.h"
#include "support/local_businesses.h"

namespace bassin::service {

class Body;

inline constexpr std::string_view local_fields[] = {"version", "name",          "address",  "commune",  "position", "activity", "size",
                                                    "legal",   "naturalPerson", "openedOn", "closedOn", "closed",   "reason",   "chambers"};

// What the body gives, over `facts`. Codes are checked: errors "query.bad_value" (name, value, allowed), those of Body.
[[nodiscard]] base::Result<support::LocalFacts> local_facts(Body const& body, support::LocalFacts facts);

// `personal`: the reader sees personal data where it lies.
[[nodiscard]] Json to_json(support::LocalBusiness const& business, bool personal);

}  // namespace bassin::service
