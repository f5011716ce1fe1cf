// Projects as bodies give them and answers tell them.
#pragma once

#include <vector>

#include "service/body.h"
#include "service/casework_names.h"
#include "support/projects.h"

namespace bassin::service {

inline constexpr std::string_view project_fields[] = {"version",  "name",      "kind",   "stage", "description", "commune",
                                                      "activity", "plannedOn", "source", "agent", "action",      "keptIn"};

// `agent`: who it is where the body names none. Codes are checked. Errors: "service.bad_field", "query.bad_value".
[[nodiscard]] base::Result<support::ProjectFacts> project_facts_in(Body const& body, std::string const& agent);
[[nodiscard]] base::Result<support::ProjectEnd> project_end_in(Body const& body);

// Each with the names of what it refers to.
[[nodiscard]] base::Result<Json> projects_json(sql::Session& session, access::Reader const& reader,
                                               std::vector<support::SeenProject> const& all, reference::Language language);

}  // namespace bassin::service
