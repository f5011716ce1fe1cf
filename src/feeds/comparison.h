// What changed since a program last asked: the records that it is shown now are held against what it was given before, whatever the reason
// why they differ: written, deleted, opened or closed by a convention, merged, purged.
#pragma once

#include <string>
#include <vector>

#include "feeds/feed.h"

namespace bassin::feeds {

// The record's words as it is handed out.
struct Shown {
  std::string record, words;
};
// A stretch of one kind, in the order of ids: all that is shown after `after` up to `to`, included; "": to the last.
struct Stretch {
  Kind kind = Kind::exchange;
  std::string after, to;
  std::vector<Shown> shown;
};

// The feed as it stands, for the rest of this transaction nobody else's; where its comparison is over, a new one begins. What was gone for
// longer than `gone_days` is forgotten then.
inline constexpr int gone_days = 400;
[[nodiscard]] base::Result<Feed> begin_comparison(sql::Session& session, std::string const& feed, base::Date today);
// Numbers what differs, and moves on. Gives the feed after it.
[[nodiscard]] base::Result<Feed> compare(sql::Session& session, Feed feed, Stretch const& stretch, base::Date today);

struct Change {
  std::uint64_t number = 0;
  Kind kind = Kind::exchange;
  std::string record;
  bool gone = false;
};
// After `since`, at most `most`, in their order; since 0 nothing that is gone. Errors: "feeds.unknown_number" (since), one that the feed
// never gave; "feeds.too_long_ago" (since): what was gone then is forgotten.
[[nodiscard]] base::Result<std::vector<Change>> changes_after(sql::Session& session, Feed const& feed, std::uint64_t since,
                                                              std::size_t most);

}  // namespace bassin::feeds
