// Rows of projects.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "access/record_json.h"
#include "sql/session.h"
#include "support/projects.h"

namespace bassin::support::internal {

// Those that the condition over the table keeps and of which the reader is shown something, newest first; `outside`: a condition over what
// is read, with its `level`.
[[nodiscard]] base::Result<std::vector<SeenProject>> projects_where(sql::Session& session, access::Reader const& reader, base::Date today,
                                                                    std::string_view condition, std::string_view outside,
                                                                    std::vector<sql::Named> values, std::size_t most);
[[nodiscard]] access::Json json_of(Project const& it);
[[nodiscard]] base::Result<void> insert(sql::Session& session, Project const& it);
[[nodiscard]] base::Result<void> update(sql::Session& session, Project const& it);
// Of a name: words of it are looked for in that form, each behind a blank.
[[nodiscard]] std::string folded_words(std::string_view text);

}  // namespace bassin::support::internal
