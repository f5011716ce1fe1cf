// What the register says of a campaign's businesses.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "query/row.h"
#include "service/casework_call.h"
#include "support/campaign_work.h"

namespace bassin::service {

struct Seeing;

// The row of the view by the key under which casework keeps its business; nothing where it holds none.
[[nodiscard]] std::optional<std::uint32_t> row_of(Seeing const& seeing, std::string const& key);
// Of those that the reader's view holds, as the reader may see each place; by the key under which they were asked.
[[nodiscard]] base::Result<std::map<std::string, query::Row>> rows_by_business(Call const& call, Casework const& casework,
                                                                               std::vector<std::string> const& businesses);
// Those that are closed or gone, and for a letter those whose address the reader is not told.
[[nodiscard]] base::Result<support::Unfit> unfit_of(Call const& call, Casework const& casework, support::Means means,
                                                    std::vector<std::string> const& businesses);
// "G": of the business's activity; "" unknown.
[[nodiscard]] std::string section_of(query::Row const& row);

// The businesses that a question finds, at most campaign_targets_most. Errors: those of saved_question(), "campaign.too_many".
[[nodiscard]] base::Result<std::vector<support::Subject>> subjects_of_question(Call const& call, std::string const& query);

}  // namespace bassin::service
