// Rows of feeds.
#pragma once

#include <string_view>

#include "feeds/feed.h"
#include "sql/session.h"

namespace bassin::feeds::internal {

inline constexpr std::string_view columns =
    "id, organisation, name, kinds, partners, sensitive, number, forgotten, at_kind, at_record, created_at, created_by, read_on";

[[nodiscard]] Feed feed_of(sql::Row const& row);

}  // namespace bassin::feeds::internal
