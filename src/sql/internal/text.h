// Which texts a database takes.
#pragma once

#include <string_view>

namespace bassin::sql {

// UTF-8 as RFC 3629 has it (no surrogates, no overlong forms), without a zero byte.
[[nodiscard]] bool storable(std::string_view text);

}  // namespace bassin::sql
