// "Did you mean": the nearest of a few allowed words.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace bassin::app {

// The allowed word nearest to what was typed, or an empty text when none is near: at most one edit for words of up to
// four letters, two for longer ones (insert, delete, replace, swap neighbours), or the only word that it begins.
[[nodiscard]] std::string nearest_word(std::string_view typed, std::span<std::string_view const> allowed);

}  // namespace bassin::app
