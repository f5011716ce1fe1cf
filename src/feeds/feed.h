// Feeds: what an organisation is shown, handed to its own program (CRM) so that nothing is typed twice: stable ids, and since any moment
// what changed and what is gone. A feed is read by whoever holds its key. docs/decisions/0030-feeds.md
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/act.h"
#include "base/date.h"
#include "base/result.h"

namespace bassin::sql {
class Session;
}

namespace bassin::feeds {

using access::Act;

enum class Kind : std::uint8_t { exchange, need, follow_up, contact };
inline constexpr std::size_t kind_count = 4;
// "follow_up".
[[nodiscard]] std::string_view id_of(Kind kind);
[[nodiscard]] std::optional<Kind> parse_kind(std::string_view id);

struct FeedFacts {
  std::string name;         // « CRM de la chambre »
  std::vector<Kind> kinds;  // each once, one at least
  bool partners = false;    // also what conventions open of partners' exchanges, needs and follow-ups
  bool sensitive = false;   // also one's own of a sensitive theme
};

// Where the comparison under way goes on: after that record of that kind.
struct Position {
  Kind kind = Kind::exchange;
  std::string after;  // "": its first
};

struct Feed {
  std::string id, organisation;
  FeedFacts facts;
  std::uint64_t number = 0;     // of the last change
  std::uint64_t forgotten = 0;  // records that were gone are no more told up to that number
  std::optional<Position> at;   // nothing: the comparison is over
  std::string created_at, created_by;
  std::optional<base::Date> read_on;  // the last day on which it was read
};

inline constexpr std::size_t feeds_most = 20;  // of one organisation

// Of the reader's organisation, by name.
[[nodiscard]] base::Result<std::vector<Feed>> feeds_of(sql::Session& session, access::Reader const& reader);

struct MadeFeed {
  Feed feed;
  std::string key;  // shown once: the store keeps its hash
};
// Errors: those of base::clean() (name), "feeds.bad_value" (field, allowed), "feeds.too_many" (most).
[[nodiscard]] base::Result<MadeFeed> make_feed(sql::Session& session, Act const& act, FeedFacts const& facts);
// Another key; the one before stops. Errors: "feeds.unknown" (id).
[[nodiscard]] base::Result<std::string> renew_key(sql::Session& session, Act const& act, std::string const& id);
// Errors: "feeds.unknown" (id).
[[nodiscard]] base::Result<void> delete_feed(sql::Session& session, Act const& act, std::string const& id);

// Nothing: unknown, renewed, or of an organisation that is no more.
[[nodiscard]] base::Result<std::optional<Feed>> feed_of_key(sql::Session& session, std::string_view key, base::Date today);
// Once a day.
[[nodiscard]] base::Result<void> note_reading(sql::Session& session, Feed const& feed, base::Date today);

}  // namespace bassin::feeds
