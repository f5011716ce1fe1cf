// Records as a feed hands them out: what pages show of them, without what depends on who looks and when.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "feeds/feed.h"
#include "service/casework_call.h"

namespace bassin::service {

// By id: those of the ids, at most support::bulk_block, that the call's reader is shown and that the feed holds.
using FeedRecords = std::map<std::string, Json>;
[[nodiscard]] base::Result<FeedRecords> feed_records(sql::Session& session, Call const& call, Casework const& casework,
                                                     feeds::Feed const& feed, feeds::Kind kind, std::vector<std::string> const& ids);

}  // namespace bassin::service
