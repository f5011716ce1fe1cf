// Under which words a name is found.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bassin::registry {

// The words of a folded name and, beside them, what people write in one word: a run of single letters
// ("S N C F": SNCF) and an article before the apostrophe with its word ("L OREAL": LOREAL; D, L, N, S, QU).
[[nodiscard]] std::vector<std::string> name_words(std::string_view folded);

// Whether the word is an article that may have stood before an apostrophe.
[[nodiscard]] bool is_elided(std::string_view word);

}  // namespace bassin::registry
