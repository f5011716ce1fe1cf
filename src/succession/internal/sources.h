// Whose records pass, and who inherits a record of support::inherited_sql(), by the change :change.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "succession/change.h"
#include "support/inherited.h"

namespace bassin::succession::internal {

// A former one, and who has records of its own: itself, and the organisations that it had taken over.
struct Owner {
  std::string former, owner;
};
// Of one that has begun as they were then, else as they are now.
[[nodiscard]] base::Result<std::vector<Owner>> owners_of(sql::Session& session, TerritoryChange const& change);
// Before organisations are changed: who took over whom is another matter afterwards.
[[nodiscard]] base::Result<void> keep_owners(sql::Session& session, std::string const& change);

// Of any kind, of its own.
[[nodiscard]] base::Result<bool> has_records(sql::Session& session, std::string const& organisation);

// A select of former, commune (of the plan, else ""), heir ("": it stays) of all records of the kind.
[[nodiscard]] std::string previewed_sql(TerritoryChange const& change, support::Inherited kind);
// A select of record, extra, heir, version, business of those of :owner that have not passed, :most of them; its former one is :former,
// whose :rest ("": stays) is of communes that the plan does not name; :kind is the kind's id, :most_kept 0 where what is kept in stays,
// else 1. Where they come in order, also on_day: by it and the record, from :after_day and :after on.
[[nodiscard]] std::string passing_sql(support::Inherited kind);
[[nodiscard]] constexpr bool in_order(support::Inherited kind) { return kind == support::Inherited::exchange; }

}  // namespace bassin::succession::internal
