// Rows of a crisis's list as the API writes them.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "service/crisis_list.h"

namespace bassin::service {

inline constexpr std::size_t crisis_offset_most = 1'000'000;

// Schema CrisisCase, with what the register says of the business, null where the reader's view does not hold it.
[[nodiscard]] base::Result<Json> rows_json(Call const& call, Casework const& casework, std::vector<CrisisRow> const& rows);

// "cci"; 0 for another text.
[[nodiscard]] reference::ChamberMask chamber_named(std::string_view id);
[[nodiscard]] std::vector<std::string> chamber_ids(reference::ChamberMask mask);

}  // namespace bassin::service
