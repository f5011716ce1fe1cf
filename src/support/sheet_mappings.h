// Which column of an organisation's spreadsheets holds what: kept for the next file with the same names of columns.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "base/result.h"
#include "support/act.h"

namespace bassin::sql {
class Session;
}

namespace bassin::support {

inline constexpr std::size_t sheet_mappings_most = 500;  // of one organisation

// `header`: a sum of the names of the columns; `columns`: as the caller writes it. One that is kept already leaves no trace. Beyond the
// most the one that was used the longest ago goes.
[[nodiscard]] base::Result<void> keep_sheet_mapping(sql::Session& session, Act const& act, std::string const& header,
                                                    std::string const& columns);
// Of the organisation of the reader.
[[nodiscard]] base::Result<std::optional<std::string>> sheet_mapping(sql::Session& session, access::Reader const& reader,
                                                                     std::string const& header);

}  // namespace bassin::support
