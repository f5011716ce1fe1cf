// A running number of what changed in the casework, so that a server knows which businesses to read anew: its own changes and
// those of other servers on the same store.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace bassin::sql {
class Session;
}

namespace bassin::support {

// In place of a business: the names and owners of tags and portfolios; all there is.
inline constexpr std::string_view changed_words = "words";
inline constexpr std::string_view changed_all = "all";  // but exchanges
// More than these at once are noted as `changed_all`.
inline constexpr std::size_t changes_noted_most = 500;

// In the transaction of the change. Writers stand in a line from here on, so call it last.
[[nodiscard]] base::Result<void> note_changes(sql::Session& session, std::vector<std::string> const& businesses);
[[nodiscard]] base::Result<void> note_change(sql::Session& session, std::string_view business);
// That its exchanges changed; the rest did not.
[[nodiscard]] base::Result<void> note_exchange_change(sql::Session& session, std::string_view business);
[[nodiscard]] base::Result<void> note_exchange_changes(sql::Session& session, std::vector<std::string> businesses);

struct Changes {
  std::uint64_t number = 0;  // of the last one
  bool all = false;          // but exchanges
  bool exchanges = false;    // all of them: too long ago to tell
  bool words = false;
  std::vector<std::string> businesses;      // sorted, each once
  std::vector<std::string> exchanges_with;  // those businesses; sorted, each once
};
[[nodiscard]] base::Result<Changes> changes_since(sql::Session& session, std::uint64_t number);

}  // namespace bassin::support
