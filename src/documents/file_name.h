// Names of files as somebody else's machine may be given them.
#pragma once

#include <string>
#include <string_view>

namespace bassin::documents {

inline constexpr std::size_t file_name_most = 120;  // characters

// Without folders, control and invisible characters, marks that turn the direction of text, and what a file system refuses; with `ending`
// (".pdf") behind it where it ends on neither. A name of which nothing is left is "document".
[[nodiscard]] std::string clean_file_name(std::string_view name, std::string_view ending, std::string_view other_ending = "");

}  // namespace bassin::documents
