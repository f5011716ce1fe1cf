#include "support/theme.h"

#include "base/id_table.h"

#include <algorithm>
#include <array>

namespace bassin::support {

namespace {

constexpr std::array<std::string_view, theme_count> ids = {
    "acquaintance", "creation", "takeover", "premises", "surroundings", "employment", "finance",  "development",
    "digital",      "ecology",  "rules",    "network",  "study",        "crisis",     "distress", "other"};

}  // namespace

std::string_view id_of(Theme theme) { return ids[static_cast<std::size_t>(theme)]; }

std::optional<Theme> parse_theme(std::string_view id) { return base::parse_id<Theme>(ids, id); }

}  // namespace bassin::support
