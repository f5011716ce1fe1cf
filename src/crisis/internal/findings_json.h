// Findings as reports keep them.
#pragma once

#include "access/record_json.h"
#include "crisis/findings.h"

namespace bassin::crisis::internal {

[[nodiscard]] access::Json json_of(Findings const& it);
// What a later version adds reads as none in what was issued before it.
[[nodiscard]] Findings findings_in(access::Json const& json);

}  // namespace bassin::crisis::internal
