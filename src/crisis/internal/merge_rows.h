// What a merging moved, so that it can be taken back.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/record_json.h"
#include "crisis/cases.h"
#include "sql/session.h"

namespace bassin::crisis::internal {

// Id of the case that one which is gone was merged into; nothing: it is not gone.
struct MergedInto {
  std::string crisis, kept;
};
[[nodiscard]] base::Result<std::optional<MergedInto>> merged_into(sql::Session& session, std::string const& record);

// Moves all rows of one case to another and tells what it moved; of two that cannot stand beside each other one goes to "apart".
[[nodiscard]] base::Result<access::Json> move_rows(sql::Session& session, std::string const& from, std::string const& to);
// Back again. Errors: "crisis.merged_since".
[[nodiscard]] base::Result<void> move_back(sql::Session& session, std::string const& from, std::string const& to,
                                           access::Json const& moved);

}  // namespace bassin::crisis::internal
