// What is held of an agent, for who asks about themselves: modules declare what their tables hold
// (docs/decisions/0036-what-is-held-of-a-person.md).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "sql/value.h"

namespace bassin::sql {
class Session;
}

namespace bassin::access {

struct Held {
  std::string_view part;       // "sessions"
  std::string_view statement;  // of the value :agent; its columns are named as they are told
};
struct HeldPart {
  std::string part;
  std::vector<std::string> columns;
  std::vector<std::vector<sql::Value>> rows;
};
// Each part that has a row, at most held_most rows of it.
inline constexpr std::size_t held_most = 1'000;
[[nodiscard]] base::Result<std::vector<HeldPart>> read_held(sql::Session& session, std::span<Held const> parts, std::string const& agent);

// What the audit trail holds: deeds by kind, and what was done to the account.
[[nodiscard]] std::span<Held const> held_in_trail();

}  // namespace bassin::access
