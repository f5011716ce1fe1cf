// How many columns of a terminal a text takes, and texts made safe to print there.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace bassin::app {

// Columns taken by an UTF-8 text: 0 for combining and invisible signs, 2 for wide ones (East Asian), else 1.
[[nodiscard]] std::size_t display_width(std::string_view text);
// Without control signs, line ends and changes of writing direction, each shown as U+FFFD: a name in the register
// must not move the cursor of who reads it.
[[nodiscard]] std::string printable(std::string_view text);
// Filled with spaces up to that width; a longer text stays as it is.
[[nodiscard]] std::string pad_right(std::string_view text, std::size_t width);
[[nodiscard]] std::string pad_left(std::string_view text, std::size_t width);
// At most that width, ending in "…" where something was cut.
[[nodiscard]] std::string shorten(std::string_view text, std::size_t width);

}  // namespace bassin::app
