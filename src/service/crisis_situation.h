// The figures of a crisis: what the store counts, with the chambers that the register knows.
#pragma once

#include "crisis/situation.h"
#include "service/casework_call.h"

namespace bassin::service {

// Of businesses that the reader's view holds. Errors: "service.not_ready", "image.damaged".
[[nodiscard]] base::Result<crisis::Chambers> chambers_of(Call const& call, Casework const& casework,
                                                         std::vector<crisis::Case> const& cases);
// All on the list. Errors: "crisis.unknown" (id).
[[nodiscard]] base::Result<std::vector<crisis::Case>> listed_cases(sql::Session& session, Call const& call, std::string const& crisis);

// Whether the version for all is asked for, or is the only one that the reader may have. Errors: "query.bad_value".
[[nodiscard]] base::Result<bool> for_all_asked(Call const& call);
// From the path. Errors: "crisis.unknown_report" (number).
[[nodiscard]] base::Result<std::int64_t> report_number(Call const& call);
// Schema CrisisReport. Errors: those of crisis::find_report().
[[nodiscard]] base::Result<Json> report_json(sql::Session& session, Call const& call, std::int64_t number, bool for_all);

[[nodiscard]] Json losses_json(std::map<std::string, crisis::Loss> const& losses);
// Schema CrisisFindings.
[[nodiscard]] Json findings_json(crisis::Findings const& it);

}  // namespace bassin::service
