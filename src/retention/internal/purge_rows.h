// Rows of purges, and what their steps share.
#pragma once

#include <string>

#include "access/record_json.h"
#include "retention/purge.h"
#include "sql/session.h"

namespace bassin::retention::internal {

// With its counts.
[[nodiscard]] base::Result<Purge> read_purge(sql::Session& session, access::Reader const& reader, std::string const& id);
// That, not at its end, as its author knows it. Errors: "support.changed", "retention.purge_over".
[[nodiscard]] base::Result<Purge> changeable(sql::Session& session, access::Reader const& reader, std::string const& id,
                                             std::int64_t version);
// With the next version, and its entry in the trail where there is an action.
[[nodiscard]] base::Result<Purge> keep(sql::Session& session, access::Act const& act, Purge const& before, Purge after,
                                       std::string_view action);
[[nodiscard]] access::Json json_of(Purge const& it);

// That of each kind which a purge takes. Errors: "retention.unknown_kind" (kind).
[[nodiscard]] base::Result<Rule const*> purged_rule(std::string_view kind);

// By what a record is known not to have changed since it was listed.
[[nodiscard]] std::string sum_of(access::Json const& content);

}  // namespace bassin::retention::internal
