// Which letters an agent wants. All, until they say otherwise.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "access/act.h"
#include "base/result.h"

namespace bassin::sql {
class Session;
}

namespace bassin::letters {

enum class LetterKind : std::uint8_t {
  silence,  // a need waits without an answer
  digest,   // the week
};
inline constexpr std::size_t letter_kind_count = 2;
// "digest".
[[nodiscard]] std::string_view id_of(LetterKind kind);
[[nodiscard]] std::optional<LetterKind> parse_letter_kind(std::string_view id);

[[nodiscard]] base::Result<bool> wants(sql::Session& session, std::string const& agent, LetterKind kind);
// Ids of the agents who do not.
[[nodiscard]] base::Result<std::set<std::string>> who_refused(sql::Session& session, LetterKind kind);
// By the agent, of their own letters.
[[nodiscard]] base::Result<void> choose(sql::Session& session, access::Act const& act, LetterKind kind, bool wanted);

}  // namespace bassin::letters
