// Where modules that `support` does not know hold what people wrote: for who asks what is held of a person.
#pragma once

#include <span>

#include "access/writing.h"

namespace bassin::service {

[[nodiscard]] std::span<access::Writing const> all_writings();

}  // namespace bassin::service
