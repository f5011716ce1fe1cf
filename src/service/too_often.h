// What strangers are answered who send too much at once.
#pragma once

#include "service/call.h"

namespace bassin::service {

// "crisis.too_often" with Retry-After.
[[nodiscard]] http::Response too_often(Call const& call, unsigned seconds);

}  // namespace bassin::service
