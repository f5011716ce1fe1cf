// A creating request that is sent twice, because its answer was lost on the way, is carried out once.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "support/act.h"

namespace bassin::sql {
class Session;
}

namespace bassin::support {

inline constexpr std::size_t sent_key_most = 200;  // characters
inline constexpr int sent_kept_days = 7;

// In the transaction of the request, before anything else: the answer that the same agent's same key was given, or nothing for a new
// one. Errors: "support.key_reused": the key came with another request before; "text.too_long" and the like for the key.
[[nodiscard]] base::Result<std::optional<std::string>> sent_before(sql::Session& session, Act const& act, std::string_view key,
                                                                   std::string_view body);
// After it: what to answer the next time.
[[nodiscard]] base::Result<void> keep_answer(sql::Session& session, Act const& act, std::string_view key, std::string_view answer);

}  // namespace bassin::support
