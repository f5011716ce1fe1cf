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
// A select of record, extra, former (its owner), heir, version, business of those that have not passed, :most of them; :kind is its id.
[[nodiscard]] std::string passing_sql(support::Inherited kind);

}  // namespace bassin::succession::internal
