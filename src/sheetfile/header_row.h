// Which row of a sheet names its columns.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace bassin::sheetfile {

// Rows that are looked at: a header stands near the top, perhaps under a title and a date.
inline constexpr std::size_t header_rows_most = 30;

// A guess that a person confirms: the first of the rows that is about as wide as the widest, and holds short words, no two alike, none of
// them a number or a date. Nothing where none is so.
[[nodiscard]] std::optional<std::size_t> guess_header(std::vector<std::vector<std::string>> const& rows);

}  // namespace bassin::sheetfile
